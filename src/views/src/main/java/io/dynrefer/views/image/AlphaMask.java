package io.dynrefer.views.image;

import io.dynrefer.region.ImageSize;
import io.dynrefer.region.MaskRegion;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * An image whose alpha channel marks a region: opaque where it is, transparent elsewhere, and with its colours
 * everywhere.
 *
 * @param opaque the colours without the alpha channel, as PNG
 * @param mask the pixels that are at least half opaque
 */
public record AlphaMask(byte[] opaque, MaskRegion mask) {
    private static final int HALF = 128;

    /** What the alpha channel of a decoded frame marks; nothing if it has none, or marks nothing or everything. */
    static Optional<AlphaMask> of(BufferedImage frame) throws IOException {
        if (!frame.getColorModel().hasAlpha()) {
            return Optional.empty();
        }
        ImageSize size = new ImageSize(frame.getWidth(), frame.getHeight());
        BufferedImage colors = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        boolean[] marked = new boolean[size.width() * size.height()]; // column after column, as COCO counts
        int[] row = new int[size.width()];
        for (int y = 0; y < size.height(); y++) {
            frame.getRGB(0, y, row.length, 1, row, 0, row.length);
            colors.setRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                marked[x * size.height() + y] = row[x] >>> 24 >= HALF;
            }
        }
        List<Integer> runs = runs(marked);
        if (runs.size() < 2 || (runs.size() == 2 && runs.get(0) == 0)) {
            return Optional.empty();
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(colors, "png", png);
        return Optional.of(new AlphaMask(png.toByteArray(), new MaskRegion(size, runs)));
    }

    private static List<Integer> runs(boolean[] marked) {
        List<Integer> runs = new ArrayList<>();
        boolean foreground = false;
        int run = 0;
        for (boolean pixel : marked) {
            if (pixel != foreground) {
                runs.add(run);
                run = 0;
                foreground = pixel;
            }
            run++;
        }
        runs.add(run);
        return runs;
    }
}
