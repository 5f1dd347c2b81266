package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.CocoQuestions;
import io.dynrefer.referring.Problem;
import io.dynrefer.referring.WireRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Quoted;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The question of an upload of several images: a COCO file, unchanged. Beside its own members it may have those of a
 * request that hold for every image ({@code tasks}, {@code views}, …) and {@code webhook}. Without a vocabulary of its
 * own the question is about the file's categories.
 *
 * @param pictures the images with annotations, in the file's order; at least one
 * @param source what the answer as a COCO file keeps
 * @param warnings what the file says that is not read
 * @param webhook absent: nobody is told
 */
record CocoRequest(
        List<Picture> pictures,
        CocoQuestions source,
        List<String> warnings,
        @Nullable URI webhook) implements UploadedRequest {
    static final String IMAGES = CocoQuestions.IMAGES;

    /** Members of a COCO file beside its lists. */
    private static final Set<String> OF_COCO = Set.of("info", "licenses", "categories");

    CocoRequest {
        pictures = List.copyOf(pictures);
        warnings = List.copyOf(warnings);
    }

    /**
     * One image.
     *
     * @param id as the file has it: a whole number or a text
     * @param fileName where it lies beside the file, with {@code /} between folders
     * @param wire the request, with this image's annotations
     * @param problem why it cannot be asked about; absent if it can
     */
    record Picture(
            JsonNode id,
            String fileName,
            WireRequest wire,
            @Nullable Problem problem) {}

    @Override
    public Optional<URI> listener() {
        return Optional.ofNullable(webhook);
    }

    /** Reads a COCO file; changes {@code file}. */
    static CocoRequest of(ObjectNode file) {
        URI webhook = UploadedRequest.takeWebhook(file);
        CocoQuestions source = CocoQuestions.of(file);
        List<String> warnings = new ArrayList<>();
        requireNone(file, "image", "regions");
        file.remove(List.of(CocoQuestions.IMAGES, CocoQuestions.ANNOTATIONS));
        file.remove(OF_COCO);
        leaveOutUnread(file, warnings);
        if (source.orphans() > 0) {
            warnings.add(
                    source.orphans() + " annotations name images that the file does not list; they were left out.");
        }
        if (!file.hasNonNull(WireRequest.VOCABULARY)) {
            source.vocabulary().ifPresent(words -> file.set(WireRequest.VOCABULARY, words));
        }
        List<Picture> pictures = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (CocoQuestions.Image image : source.images()) {
            if (!image.annotations().isEmpty()) {
                pictures.add(picture(image, question(file, image), names));
            }
        }
        if (pictures.isEmpty()) {
            throw DynReferException.invalid(
                    CocoQuestions.ANNOTATIONS, "The file has no annotation of its images; each is a region to answer.");
        }
        return new CocoRequest(pictures, source, warnings, webhook);
    }

    private static Picture picture(CocoQuestions.Image image, WireRequest question, Set<String> names) {
        String name = image.fileName().replace('\\', '/');
        String where = image.place() + ".file_name";
        Problem problem = null;
        if (name.contains("://")
                || name.startsWith("/")
                || List.of(name.split("/", -1)).contains("..")) {
            problem = invalid(where, "'" + Quoted.of(name) + "' lies elsewhere; images are uploaded beside the file.");
        } else if (!BlobKey.isKey(name)) {
            problem = invalid(where, "'" + Quoted.of(name) + "' cannot name an object beside the file.");
        } else if (!names.add(name)) {
            problem = invalid(where, "Another image has the file name '" + Quoted.of(name) + "', too.");
        }
        return new Picture(image.id(), name, question, problem);
    }

    private static Problem invalid(String field, String message) {
        return Problem.of(DynReferException.invalid(field, message));
    }

    private static void requireNone(ObjectNode file, String... fields) {
        for (String field : fields) {
            if (file.has(field)) {
                throw DynReferException.invalid(
                        field, "A COCO file names its images and regions itself; leave out '" + field + "'.");
            }
        }
    }

    /** Files of other tools have members of their own, which say nothing here. */
    private static void leaveOutUnread(ObjectNode file, List<String> warnings) {
        List<String> unread = new ArrayList<>();
        file.fieldNames().forEachRemaining(name -> {
            if (!WireRequest.MEMBERS.contains(name)) {
                unread.add(name);
            }
        });
        for (String name : unread) {
            file.remove(name);
            warnings.add("The member '" + Quoted.of(name) + "' of the file is not read.");
        }
    }

    /** The members for every image, with the annotations of one. */
    private static WireRequest question(ObjectNode common, CocoQuestions.Image image) {
        ObjectNode members = common.deepCopy();
        ArrayNode annotations = JsonNodeFactory.instance.arrayNode();
        image.annotations().forEach(annotations::add);
        members.set(CocoQuestions.ANNOTATIONS, annotations);
        image.size()
                .ifPresent(size -> members.putArray(WireRequest.ANNOTATED_SIZE)
                        .add(size.width())
                        .add(size.height()));
        return Json.readSent(members, WireRequest.class);
    }
}
