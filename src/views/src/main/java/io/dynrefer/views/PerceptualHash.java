package io.dynrefer.views;

import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;

/**
 * The 64-bit perceptual hash of a crop (METHOD 2): one bit per low frequency of its grey 224x224 version, set where the
 * DCT coefficient is greater than the mean of the 64, DC among them.
 *
 * @param bits row by row over (vertical frequency, horizontal frequency), the first in the highest bit
 */
public record PerceptualHash(long bits) {
    private static final int SIZE = 224;
    private static final int FREQUENCIES = 8;
    private static final CosineTransform TRANSFORM = new CosineTransform(SIZE, FREQUENCIES);

    /** The hash of the pixels of {@code crop}. */
    public static PerceptualHash of(RgbImage image, PixelBox crop) {
        return ofCoefficients(coefficients(image, crop));
    }

    /** The 64 coefficients the hash is made of, {@code (vertical frequency, horizontal frequency)} row by row. */
    public static double[] coefficients(RgbImage image, PixelBox crop) {
        return TRANSFORM.apply(BilinearSampler.resize(image, crop, SIZE));
    }

    /** The hash of the pixels of {@code crop} of an image whose grey is kept. */
    static PerceptualHash of(GreyRows image, PixelBox crop) {
        return ofCoefficients(TRANSFORM.apply(BilinearSampler.resize(image, crop, SIZE)));
    }

    private static PerceptualHash ofCoefficients(double[] coefficients) {
        double mean = 0;
        for (double coefficient : coefficients) {
            mean += coefficient / coefficients.length;
        }
        long bits = 0;
        for (double coefficient : coefficients) {
            bits = (bits << 1) | (coefficient > mean ? 1 : 0);
        }
        return new PerceptualHash(bits);
    }

    /** The number of bits that differ, 0..64. */
    public int hammingDistance(PerceptualHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    /** The 64 bits as {@code 0} and {@code 1}, row by row. */
    @Override
    public String toString() {
        String digits = Long.toBinaryString(bits);
        return "0".repeat(Long.SIZE - digits.length()) + digits;
    }
}
