package io.dynrefer.model.weights;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.TaskPrior;
import org.jspecify.annotations.Nullable;

/** A {@link Preset} as it stands in a file: the kind of an encoder is the name of the field that holds its sizes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PresetDocument(
        int imageSize,
        int patchSize,
        @JsonProperty("num_views") int viewCount,
        @JsonProperty("vit") @Nullable VisionTransformerSizes visionTransformer,

        @JsonProperty("inverted_residual") @JsonAlias("mobilenet") @Nullable
        InvertedResidualSizes invertedResidual,

        @JsonProperty("ln_vision_eps") double lnVisionEpsilon,
        @JsonProperty(value = "dcn", required = true) Preset.Alignment alignment,
        @JsonProperty(required = true) Preset.RoiAlign roiAlign,
        @JsonProperty(required = true) Preset.Qformer qformer,
        @JsonProperty(value = "tag_head", required = true) Preset.Head head,
        @JsonProperty("tag_thr") double tagThreshold,
        @JsonProperty(value = "t5", required = true) Preset.LanguageModel languageModel,
        @JsonProperty("text_encoder") @Nullable ClipTowerSizes clipTower,
        @JsonProperty("minilm") @Nullable MiniLmSizes miniLm,
        @JsonProperty("max_txt_len") int maxTextLength,
        @JsonProperty("tag_count") @Nullable Integer tagCount,
        Preset.@Nullable Lexical lexical,
        @Nullable TaskPrior taskPrior) {

    static PresetDocument of(Preset preset) {
        return new PresetDocument(
                preset.imageSize(),
                preset.patchSize(),
                preset.viewCount(),
                preset.imageEncoder() instanceof VisionTransformerSizes sizes ? sizes : null,
                preset.imageEncoder() instanceof InvertedResidualSizes sizes ? sizes : null,
                preset.lnVisionEpsilon(),
                preset.alignment(),
                preset.roiAlign(),
                preset.qformer(),
                preset.head(),
                preset.tagThreshold(),
                preset.languageModel(),
                preset.textEncoder() instanceof ClipTowerSizes sizes ? sizes : null,
                preset.textEncoder() instanceof MiniLmSizes sizes ? sizes : null,
                preset.maxTextLength(),
                preset.tagCount(),
                preset.lexical(),
                preset.taskPrior());
    }

    Preset preset() {
        return new Preset(
                imageSize,
                patchSize,
                viewCount,
                theOne("vit", visionTransformer, "inverted_residual", invertedResidual),
                lnVisionEpsilon,
                alignment,
                roiAlign,
                qformer,
                head,
                tagThreshold,
                languageModel,
                theOne("text_encoder", clipTower, "minilm", miniLm),
                maxTextLength,
                tagCount,
                lexical,
                taskPrior);
    }

    private static <T> T theOne(String firstName, @Nullable T first, String secondName, @Nullable T second) {
        if (first != null && second == null) {
            return first;
        }
        if (second != null && first == null) {
            return second;
        }
        throw DynReferException.invalid(
                firstName, "needs either " + firstName + " or " + secondName + ", and not both");
    }
}
