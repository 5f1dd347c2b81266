package io.dynrefer.referring.jobs;

import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Quoted;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.BlobStore;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what was uploaded for a job or a part of one. */
final class Uploads {
    private final BlobStore store;

    Uploads(BlobStore store) {
        this.store = store;
    }

    /** What is asked; empty while it is missing. */
    Optional<UploadedRequest> request(JobId job) {
        return job.isPart()
                ? Optional.of(new JobRequest(JobState.part(store, job).wire(), null))
                : store.find(JobKeys.request(job)).map(UploadedRequest::read);
    }

    /** The image that a question about one image is about; empty while it is missing. */
    Optional<EncodedImage> image(JobId job) {
        Optional<BlobKey> key = job.isPart()
                ? Optional.of(JobKeys.namedImage(job, JobState.part(store, job).fileName()))
                : theImage(job);
        return key.flatMap(store::find).map(EncodedImage::new);
    }

    /** {@code image.*}, or the only object beside the request, whatever its name. */
    private Optional<BlobKey> theImage(JobId job) {
        List<BlobKey> others = store.list(JobKeys.uploads(job)).stream()
                .filter(key -> !key.equals(JobKeys.request(job)))
                .toList();
        List<BlobKey> named = others.stream()
                .filter(key -> key.value().startsWith(JobKeys.imagePrefix(job)))
                .toList();
        List<BlobKey> images = named.isEmpty() ? others : named;
        if (images.size() > 1) {
            throw DynReferException.invalid(
                    "image",
                    "The upload has more than one image: " + Quoted.of(images)
                            + ". A request is about one; a COCO file may name several.");
        }
        return images.stream().findFirst();
    }

    /** The images that a COCO file can ask about and that are not among a job's uploads. */
    List<String> missing(List<BlobKey> there, JobId job, CocoRequest request) {
        return request.pictures().stream()
                .filter(picture -> picture.problem() == null)
                .map(CocoRequest.Picture::fileName)
                .filter(name -> name(there, job, name).isEmpty())
                .toList();
    }

    /** How many objects there are. */
    int present(JobId job) {
        return store.list(JobKeys.uploads(job)).size();
    }

    /**
     * The name of the uploaded object that a file name means: programs write the same letters as one character or as
     * two, and names of files as they stand in addresses.
     */
    Optional<String> name(List<BlobKey> there, JobId job, String fileName) {
        Map<String, String> names = new HashMap<>();
        for (BlobKey key : there) {
            String name = key.value().substring(JobKeys.uploads(job).length());
            names.put(Normalizer.normalize(name, Normalizer.Form.NFC), name);
            names.put(name, name);
        }
        return Stream.of(fileName, Normalizer.normalize(fileName, Normalizer.Form.NFC), decoded(fileName))
                .map(names::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static String decoded(String fileName) {
        try {
            return Normalizer.normalize(
                    URLDecoder.decode(fileName.replace("+", "%2B"), StandardCharsets.UTF_8), Normalizer.Form.NFC);
        } catch (IllegalArgumentException e) { // A percent sign that is one.
            return fileName;
        }
    }

    /** The question about one image, asked by a step that can rely on it. */
    ReferRequest require(JobId job) {
        return request(job)
                .filter(JobRequest.class::isInstance)
                .map(JobRequest.class::cast)
                .flatMap(request -> image(job).map(request::about))
                .orElseThrow(() -> new DynReferException(
                        ErrorCode.NOT_FOUND,
                        JobKeys.request(job).value(),
                        "The upload of the job " + job + " has been deleted before it was answered."));
    }
}
