package io.dynrefer.research.parity;

import io.dynrefer.model.vision.ClipNormalization;
import io.dynrefer.region.Box;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import io.dynrefer.views.ViewGenerator;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** The views of regions as the arrays that the research code keeps of them. */
final class ViewArrays {
    /** {@code (views, 3, size, size)} */
    private ViewArrays() {}

    static int[] pixels(List<ViewsParity.Case> cases) {
        List<RgbImage> crops = crops(cases);
        int plane = crops.get(0).width() * crops.get(0).height();
        int[] pixels = new int[crops.size() * 3 * plane];
        for (int view = 0; view < crops.size(); view++) {
            ByteBuffer samples = crops.get(view).pixels(); // (size, size, 3)
            for (int i = 0; i < 3 * plane; i++) {
                pixels[view * 3 * plane + i % 3 * plane + i / 3] = samples.get(i) & 0xFF;
            }
        }
        return pixels;
    }

    /** {@code (views, 3, size, size)} */
    static float[] normalized(List<ViewsParity.Case> cases) {
        List<float[]> views =
                crops(cases).stream().map(ClipNormalization::apply).toList();
        return concatenate(views);
    }

    private static List<RgbImage> crops(List<ViewsParity.Case> cases) {
        return cases.stream()
                .flatMap(one -> {
                    NestedViews views = one.views();
                    return new ViewGenerator(views.views().size(), views.viewSize()).crops(one.image(), views).stream();
                })
                .toList();
    }

    static List<Double> boxes(List<ViewsParity.Case> cases, Function<View, Box> box) {
        return cases.stream()
                .flatMap(one -> one.views().views().stream())
                .map(box)
                .flatMap(one -> List.of(one.x1(), one.y1(), one.x2(), one.y2()).stream())
                .toList();
    }

    static Box cropBox(View view) {
        return new Box(
                view.crop().x1(),
                view.crop().y1(),
                view.crop().x2(),
                view.crop().y2());
    }

    static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }

    private static float[] concatenate(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int position = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, position, part.length);
            position += part.length;
        }
        return all;
    }
}
