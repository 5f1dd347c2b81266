package io.dynrefer.command;

import io.dynrefer.evaluation.run.ModelParts;
import io.dynrefer.model.DynReferModel;
import io.dynrefer.model.DynReferModel.Part;
import io.dynrefer.region.CaptionDecoder;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.TagDecoder;
import io.dynrefer.region.Task;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** An opened model as evaluations take it, with the parts that their questions need. */
public record EvaluatedModel(DynReferModel model) implements ModelParts, AutoCloseable {
    /** Opens what these tasks need of a model folder; tags come with captions, which they steer. */
    public static EvaluatedModel open(Path weights, Set<Task> tasks) {
        Set<Part> parts = EnumSet.of(Part.IMAGE_ENCODER, Part.REGION_ENCODER);
        for (Task task : tasks) {
            switch (task) {
                case TAGS -> parts.add(Part.TAGS);
                case CATEGORY, ATTRIBUTES -> parts.add(Part.CONTRAST);
                case CAPTION -> parts.addAll(Set.of(Part.TAGS, Part.CAPTION));
            }
        }
        return new EvaluatedModel(DynReferModel.load(weights, parts));
    }

    @Override
    public ModelCard card() {
        return model.card();
    }

    @Override
    public ImageEncoder images() {
        return model.imageEncoder();
    }

    @Override
    public RegionEncoder regions() {
        return model.regionEncoder();
    }

    @Override
    public TagDecoder tags() {
        return model.tagDecoder();
    }

    @Override
    public ContrastiveDecoder contrast() {
        return model.contrastiveDecoder();
    }

    @Override
    public CaptionDecoder captions() {
        return model.captionDecoder();
    }

    @Override
    public void close() {
        model.close();
    }
}
