package io.dynrefer.research.scenes.composites;

import io.dynrefer.data.packages.PackageCache;
import io.dynrefer.data.packages.PackageFiles;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** The sources' pixels from the packages; all backgrounds and cut-outs are kept, backgrounds in a small size. */
final class PackagedImages implements CompositeImages {
    private static final String STAMPS = "tuxpaint-stamps-default";
    private static final String STAMPS_FOLDER = "usr/share/tuxpaint/stamps/";

    /** The shorter side of a kept background: enough for crops of half its area. */
    private static final int BACKGROUND_SIDE = 640;

    /** The longer side of a kept cut-out: none is drawn larger. */
    private static final int STAMP_SIDE = 400;

    private final PackageCache packages;
    private final PackageFiles stamps;
    private final Map<CompositeSources.Stamp, AlphaImage> knownStamps = new HashMap<>();
    private final Map<CompositeSources.Background, RgbImage> knownBackgrounds = new HashMap<>();

    PackagedImages(PackageCache packages) {
        this.packages = packages;
        this.stamps = packages.open(STAMPS);
    }

    @Override
    public AlphaImage stamp(CompositeSources.Stamp stamp) {
        return knownStamps.computeIfAbsent(stamp, which -> {
            AlphaImage image = AlphaImage.of(decode(stamps, STAMPS_FOLDER + which.path()));
            double scale = (double) STAMP_SIDE / Math.max(image.width(), image.height());
            return scale >= 1 ? image : scaled(image, scale);
        });
    }

    @Override
    public RgbImage background(CompositeSources.Background background) {
        return knownBackgrounds.computeIfAbsent(background, which -> {
            AlphaImage image = AlphaImage.of(decode(packages.open(which.source()), which.path()));
            return opaque(scaled(image, (double) BACKGROUND_SIDE / Math.min(image.width(), image.height())));
        });
    }

    private static AlphaImage scaled(AlphaImage image, double scale) {
        return image.resized((int) Math.max(1, Math.round(image.width() * scale)), (int)
                Math.max(1, Math.round(image.height() * scale)));
    }

    private static RgbImage opaque(AlphaImage image) {
        byte[] pixels = new byte[image.width() * image.height() * 3]; // (height, width, 3)
        int at = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    pixels[at++] = (byte) Math.round(image.sample(x, y, channel) * 255);
                }
            }
        }
        return new RgbImage(new ImageSize(image.width(), image.height()), pixels);
    }

    private static BufferedImage decode(PackageFiles files, String path) {
        // Closed by whoever reads it; without an open file behind it, that is all the same.
        ImageInputStream bytes = new MemoryCacheImageInputStream(new ByteArrayInputStream(files.read(path)));
        try {
            @Nullable BufferedImage image = ImageIO.read(bytes);
            if (image == null) {
                throw unreadable(path, "it has an unknown format", null);
            }
            return image;
        } catch (IOException e) {
            throw unreadable(path, String.valueOf(e.getMessage()), e);
        }
    }

    private static DynReferException unreadable(String path, String why, @Nullable Throwable cause) {
        return new DynReferException(
                ErrorCode.UNREADABLE_IMAGE, "package", path + " cannot be decoded: " + why + ".", cause);
    }
}
