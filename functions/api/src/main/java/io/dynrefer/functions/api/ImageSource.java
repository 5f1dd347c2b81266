package io.dynrefer.functions.api;

import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.ImageText;
import io.dynrefer.region.DynReferException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Gets a request's image: sent along as base64, as a data URI or as a file of the form, or named in an allowed bucket.
 * Nothing else is fetched.
 */
@Singleton
public final class ImageSource {
    private final BucketImages buckets;

    ImageSource(BucketImages buckets) {
        this.buckets = buckets;
    }

    /** The image that a JSON body names. */
    EncodedImage named(@Nullable String image) {
        if (image == null) {
            throw DynReferException.invalid(
                    "image",
                    "The request has no image: send it as base64 or a data: URI, or as the file 'image' of a form.");
        }
        if (ImageText.isDataUri(image)) {
            return ImageText.decode(image);
        }
        if (image.startsWith(BucketImages.SCHEME)) {
            return buckets.fetch(image);
        }
        if (image.contains("://")) {
            throw DynReferException.invalid(
                    "image", "Images are not fetched from addresses: send the image itself as base64 or a data: URI.");
        }
        return ImageText.decode(image);
    }

    /** The image that a form uploads; naming another one in the request contradicts it. */
    EncodedImage uploaded(@Nullable FileUpload file, @Nullable String image) {
        if (file == null) {
            return named(image);
        }
        if (image != null) {
            throw DynReferException.invalid(
                    "image", "The form has a file 'image' and the request names another; send one.");
        }
        try {
            return new EncodedImage(Files.readAllBytes(file.uploadedFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the uploaded file back", e);
        }
    }
}
