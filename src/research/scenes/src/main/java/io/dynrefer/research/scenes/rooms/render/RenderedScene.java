package io.dynrefer.research.scenes.rooms.render;

import io.dynrefer.region.Box;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A finished picture, and which object is seen where. */
public final class RenderedScene {
    private final FrameBuffer frame;
    private final int supersampling;

    RenderedScene(FrameBuffer frame, int supersampling) {
        this.frame = frame;
        this.supersampling = supersampling;
    }

    /** The picture, 8 bits a channel. */
    public BufferedImage image() {
        int side = frame.side / supersampling;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int red = channel(row, column, 0);
                int green = channel(row, column, 1);
                int blue = channel(row, column, 2);
                image.setRGB(column, row, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    private int channel(int row, int column, int channel) {
        float sum = 0;
        for (int y = row * supersampling; y < (row + 1) * supersampling; y++) {
            for (int x = column * supersampling; x < (column + 1) * supersampling; x++) {
                sum += Math.min(1, frame.color[3 * (y * frame.side + x) + channel]);
            }
        }
        return Math.min(255, (int) (255 * Math.sqrt(sum / (supersampling * supersampling)) + 0.5));
    }

    /** Number of the object seen at a sub-pixel of the finer picture, 0 for none. */
    int idAt(int fineColumn, int fineRow) {
        return frame.ids[fineRow * frame.side + fineColumn];
    }

    /** What is seen of each object, by its number; objects of which nothing is seen are missing. */
    public Map<Integer, Visibility> visibilities() {
        Map<Integer, int[]> extents = new HashMap<>();
        for (int pixel = 0; pixel < frame.ids.length; pixel++) {
            if (frame.ids[pixel] > 0) {
                grow(extents.computeIfAbsent(frame.ids[pixel], RenderedScene::nothing), pixel);
            }
        }
        Map<Integer, Visibility> visibilities = new HashMap<>();
        extents.forEach((id, extent) -> visibilities.put(id, visibility(id, extent)));
        return visibilities;
    }

    private static int[] nothing(int id) {
        return new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, 0};
    }

    private void grow(int[] extent, int pixel) {
        int column = pixel % frame.side;
        int row = pixel / frame.side;
        extent[0] = Math.min(extent[0], column);
        extent[1] = Math.min(extent[1], row);
        extent[2] = Math.max(extent[2], column + 1);
        extent[3] = Math.max(extent[3], row + 1);
        extent[4]++;
    }

    private Visibility visibility(int id, int[] extent) {
        double scale = supersampling;
        Box box = new Box(extent[0] / scale, extent[1] / scale, extent[2] / scale, extent[3] / scale);
        BitSet covered = frame.covered.getOrDefault(id, new BitSet());
        float share = extent[4] / (float) Math.max(extent[4], covered.cardinality());
        return new Visibility(box, extent[4] / (float) (supersampling * supersampling), share);
    }

    /** Gives the own colour (red, green, blue in linear light) of each visible sub-pixel of object {@code id}. */
    public void forEachColor(int id, Consumer<float[]> consumer) {
        float[] color = new float[3];
        for (int pixel = 0; pixel < frame.ids.length; pixel++) {
            if (frame.ids[pixel] == id) {
                System.arraycopy(frame.albedo, 3 * pixel, color, 0, 3);
                consumer.accept(color);
            }
        }
    }
}
