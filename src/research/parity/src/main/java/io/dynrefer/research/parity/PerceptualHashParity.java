package io.dynrefer.research.parity;

import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.safetensors.SafeTensorsDocument;
import io.dynrefer.views.BilinearSampler;
import io.dynrefer.views.CosineTransform;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps of the perceptual hash on their own: grey, bilinear resize and the full DCT of one crop. */
final class PerceptualHashParity implements ParityCheck {
    private static final String FILE = "gray_resize_dct.safetensors";
    private static final Pattern GREY = Pattern.compile("(.+)\\.gray");
    private static final Pattern RESIZED = Pattern.compile("(.+)\\.resize_x(\\d+)_y(\\d+)_x(\\d+)_y(\\d+)_to_(\\d+)");
    private static final Pattern TRANSFORMED = Pattern.compile("(.+)\\.dct_of_that");
    private static final double RESIZE_TOLERANCE = 2e-3;
    private static final double COEFFICIENT_TOLERANCE = 0.05;

    @Override
    public boolean applies(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    @Override
    public void run(Path folder, ParityReport report) {
        SafeTensorsDocument arrays = SafeTensorsDocument.read(folder.resolve(FILE));
        Map<String, float[]> resized = new HashMap<>(); // picture -> (size, size)
        for (String name : arrays.names()) {
            Matcher match = RESIZED.matcher(name);
            if (match.matches()) {
                PixelBox crop = new PixelBox(number(match, 2), number(match, 3), number(match, 4), number(match, 5));
                float[] ours = BilinearSampler.resize(picture(folder, match.group(1)), crop, number(match, 6));
                report.floats(line(name), arrays.floats(name), ours, RESIZE_TOLERANCE);
                resized.put(match.group(1), ours);
            }
        }
        for (String name : arrays.names()) {
            compareRest(name, folder, arrays, resized, report);
        }
    }

    private static void compareRest(
            String name, Path folder, SafeTensorsDocument arrays, Map<String, float[]> resized, ParityReport report) {
        Matcher grey = GREY.matcher(name);
        Matcher transformed = TRANSFORMED.matcher(name);
        if (grey.matches()) {
            report.nearlyExact(line(name), unsigned(arrays.bytes(name)), grey(picture(folder, grey.group(1))), 0, 0);
        } else if (transformed.matches()) {
            float[] values = resized.getOrDefault(transformed.group(1), new float[0]);
            int size = Math.toIntExact(arrays.shape(name)[0]);
            report.floats(line(name), arrays.floats(name), transform(values, size), COEFFICIENT_TOLERANCE);
        } else if (!RESIZED.matcher(name).matches()) {
            throw new IllegalArgumentException("no comparison for the array '" + name + "' of " + FILE);
        }
    }

    private static float[] transform(float[] values, int size) {
        double[] coefficients = new CosineTransform(size, size).apply(values);
        float[] floats = new float[coefficients.length]; // (size, size)
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) coefficients[i];
        }
        return floats;
    }

    private static int[] grey(RgbImage image) {
        int[] grey = new int[image.height() * image.width()]; // (height, width)
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                grey[y * image.width() + x] =
                        BilinearSampler.grey(image.sample(x, y, 0), image.sample(x, y, 1), image.sample(x, y, 2));
            }
        }
        return grey;
    }

    static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 0xFF;
        }
        return values;
    }

    private static RgbImage picture(Path folder, String name) {
        try {
            byte[] encoded = Files.readAllBytes(folder.resolve("images").resolve(name + ".png"));
            return new ImageReader(ImageLimits.DEFAULT).read(encoded).image();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static String line(String name) {
        return "view_selection/" + name;
    }
}
