package io.dynrefer.referring;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.Quoted;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/refer} and the parts of its multipart form: what a caller may leave out is null.
 *
 * @param image base64, a {@code data:} URI, or {@code s3://bucket/key} of an allowed bucket; absent where the image
 *     comes as a file of the form
 * @param regions {@code {id, bbox | polygon | rle, bbox_format}} each; ids default to 0, 1, 2, …
 * @param annotations COCO annotations, unchanged, instead of {@code regions}
 * @param annotatedSize width and height of the picture that {@code annotations} refer to, as their COCO file says it: a
 *     photo that is turned on reading, they turn with it; absent: the upright picture
 * @param tasks task names; default: all
 * @param views {@code "task"} (default), {@code "image"}, or coefficients such as {@code [0, 0.1, 0.5]}
 * @param vocabulary {@code {categories: [...], attributes: [...]}}, or a list of categories; a category may have
 *     examples, {@code {name, examples: [{image, bbox | polygon | rle, bbox_format}]}}
 * @param controls words that steer the captions
 * @param tagThreshold smallest probability of a tag
 * @param topK most categories and attributes in the answer
 * @param caption beam search settings
 */
public record WireRequest(
        @Nullable String image,
        @Nullable List<WireRegion> regions,
        @Nullable List<WireRegion.Annotation> annotations,
        @Nullable List<Integer> annotatedSize,
        @Nullable List<String> tasks,
        @Nullable ViewSelection views,
        @Nullable JsonNode vocabulary,
        @Nullable List<String> controls,
        @Nullable Double tagThreshold,
        @Nullable Integer topK,
        @Nullable Caption caption) {

    public static final String VOCABULARY = "vocabulary";
    public static final String ANNOTATED_SIZE = "annotated_size";

    /** The names of the members. */
    public static final Set<String> MEMBERS = Set.of(
            "image",
            "regions",
            "annotations",
            ANNOTATED_SIZE,
            "tasks",
            "views",
            VOCABULARY,
            "controls",
            "tag_threshold",
            "top_k",
            "caption");

    /** A request about regions, or COCO annotations, with no question yet. */
    public static WireRequest about(
            @Nullable List<WireRegion> regions,
            @Nullable List<WireRegion.Annotation> annotations,
            @Nullable List<Integer> annotatedSize) {
        return new WireRequest(null, regions, annotations, annotatedSize, null, null, null, null, null, null, null);
    }

    /** This request, with no regions where it has none, and these tasks where it names none. */
    WireRequest orElseAbout(Set<Task> tasksOtherwise) {
        return new WireRequest(
                image,
                regions == null && annotations == null ? List.of() : regions,
                annotations,
                annotatedSize,
                tasks == null ? tasksOtherwise.stream().map(Task::wireName).toList() : tasks,
                views,
                vocabulary,
                controls,
                tagThreshold,
                topK,
                caption);
    }

    /** Beam search settings; what is absent is as in {@link CaptionOptions#INTERACTIVE}. */
    public record Caption(
            @Nullable Integer beams,
            @Nullable Integer maxNewTokens,
            @Nullable Double lengthPenalty,
            @Nullable Double repetitionPenalty) {
        static Caption of(CaptionOptions options) {
            return new Caption(
                    options.beams(), options.maxNewTokens(), options.lengthPenalty(), options.repetitionPenalty());
        }

        CaptionOptions options() {
            CaptionOptions standard = CaptionOptions.INTERACTIVE;
            return new CaptionOptions(
                    beams == null ? standard.beams() : beams,
                    maxNewTokens == null ? standard.maxNewTokens() : maxNewTokens,
                    lengthPenalty == null ? standard.lengthPenalty() : lengthPenalty,
                    repetitionPenalty == null ? standard.repetitionPenalty() : repetitionPenalty);
        }
    }

    /** The body that asks {@code request}, image and all. */
    public static WireRequest of(ReferRequest request) {
        return new WireRequest(
                Base64.getEncoder().encodeToString(request.image().bytes()),
                request.regions().stream().map(WireRegion::of).toList(),
                null,
                request.annotatedSize() == null
                        ? null
                        : List.of(
                                request.annotatedSize().width(),
                                request.annotatedSize().height()),
                request.tasks().stream().sorted().map(Task::wireName).toList(),
                request.views(),
                VocabularyReader.write(request.vocabulary()),
                request.controls().isEmpty() ? null : request.controls(),
                request.tagThreshold(),
                request.topK(),
                Caption.of(request.caption()));
    }

    /** The request this stands for, about {@code bytes}; anything malformed is a 400 that names the field. */
    public ReferRequest toRequest(EncodedImage bytes) {
        return toRequest(bytes, ImageText::decode);
    }

    /** The same where images of examples are sent in other ways, too. */
    public ReferRequest toRequest(EncodedImage bytes, Function<String, EncodedImage> examples) {
        return new ReferRequest(
                bytes,
                places(),
                size(),
                taskSet(),
                views == null ? new ViewSelection.ByTask() : views,
                VocabularyReader.read(vocabulary, examples),
                controls == null ? List.of() : controls,
                tagThreshold,
                null,
                topK == null ? ReferRequest.DEFAULT_TOP_K : topK,
                caption == null ? CaptionOptions.INTERACTIVE : caption.options());
    }

    private @Nullable ImageSize size() {
        if (annotatedSize == null) {
            return null;
        }
        if (annotatedSize.size() != 2 || annotatedSize.get(0) < 1 || annotatedSize.get(1) < 1) {
            throw DynReferException.invalid(
                    ANNOTATED_SIZE,
                    "annotated_size is [width, height] in pixels, not " + Quoted.of(annotatedSize) + ".");
        }
        return new ImageSize(annotatedSize.get(0), annotatedSize.get(1));
    }

    private List<ReferRequest.RegionRequest> places() {
        if (regions != null && annotations != null) {
            throw DynReferException.invalid("regions", "Give regions or COCO annotations, not both.");
        }
        if (annotations != null) {
            return places(
                    "annotations",
                    annotations.stream().map(WireRegion.Annotation::region).toList());
        }
        if (regions == null) {
            throw DynReferException.invalid(
                    "regions", "Name at least one region, e.g. {\"bbox\": [x, y, width, height]}.");
        }
        return places("regions", regions);
    }

    private static List<ReferRequest.RegionRequest> places(String field, List<WireRegion> regions) {
        return IntStream.range(0, regions.size())
                .mapToObj(position -> regions.get(position).read(field, position))
                .toList();
    }

    /** What is asked: everything unless given. */
    public Set<Task> taskSet() {
        if (tasks == null) {
            return Set.of(Task.values());
        }
        Set<Task> set = new LinkedHashSet<>();
        tasks.forEach(name -> set.add(Task.fromWireName(name)));
        return set;
    }
}
