package io.dynrefer.referring;

import io.dynrefer.region.Answer;
import io.dynrefer.region.BatchSizes;
import io.dynrefer.region.CaptionDecoder;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.ControlWords;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.TagDecoder;
import io.dynrefer.region.Task;
import java.util.List;
import java.util.Map;

/** A decoder that answers the questions of one task; the four of them are the tasks' adapters to the model. */
public sealed interface TaskDecoder {
    /** The adapter of a task to the decoder of a model that was loaded for it. */
    static TaskDecoder of(Task task, RegionModel model) {
        return switch (task) {
            case TAGS -> new Tags(model.tagDecoder());
            case CATEGORY -> new Category(model.contrastiveDecoder());
            case ATTRIBUTES -> new Attributes(model.contrastiveDecoder());
            case CAPTION -> new Caption(model.captionDecoder());
        };
    }

    Task task();

    /** One region: what the Q-Former made of it, and the words that steer its caption. */
    record Asked(RegionRepresentation representation, ControlWords controls) {}

    /** Most regions decoded at once. */
    default int batch(BatchSizes batches) {
        return task() == Task.CAPTION ? batches.captions() : batches.regions();
    }

    /** One answer per region. */
    default List<? extends Answer> answers(Question question, List<Asked> regions) {
        return decode(
                question,
                regions.stream().map(Asked::representation).toList(),
                regions.stream().map(Asked::controls).toList());
    }

    /** One answer per representation; {@code controls} holds one entry per representation. */
    List<? extends Answer> decode(
            Question question, List<RegionRepresentation> representations, List<ControlWords> controls);

    /** Answers a question about categories of which some are what examples show, by name. */
    default ContrastiveDecoder.ByExample byExample(
            List<String> vocabulary,
            Map<String, List<RegionRepresentation>> examples,
            List<RegionRepresentation> regions) {
        if (this instanceof Category category) {
            return category.decoder().categories(regions, vocabulary, examples);
        }
        throw new IllegalStateException(task() + " has no examples");
    }

    /** D_tag. */
    record Tags(TagDecoder decoder) implements TaskDecoder {
        @Override
        public Task task() {
            return Task.TAGS;
        }

        @Override
        public List<? extends Answer> decode(
                Question question, List<RegionRepresentation> representations, List<ControlWords> controls) {
            return decoder.decode(representations, ((Question.Tags) question).threshold());
        }
    }

    /** D_rtc over categories. */
    record Category(ContrastiveDecoder decoder) implements TaskDecoder {
        @Override
        public Task task() {
            return Task.CATEGORY;
        }

        @Override
        public List<? extends Answer> decode(
                Question question, List<RegionRepresentation> representations, List<ControlWords> controls) {
            List<String> asked = ((Question.Category) question).vocabulary();
            return decoder.categories(representations, asked.isEmpty() ? decoder.defaultCategories() : asked);
        }
    }

    /** D_rtc over attributes. */
    record Attributes(ContrastiveDecoder decoder) implements TaskDecoder {
        @Override
        public Task task() {
            return Task.ATTRIBUTES;
        }

        @Override
        public List<? extends Answer> decode(
                Question question, List<RegionRepresentation> representations, List<ControlWords> controls) {
            var asked = ((Question.Attributes) question).vocabulary();
            return decoder.attributes(representations, asked.isEmpty() ? decoder.defaultAttributes() : asked);
        }
    }

    /** D_llm. */
    record Caption(CaptionDecoder decoder) implements TaskDecoder {
        @Override
        public Task task() {
            return Task.CAPTION;
        }

        @Override
        public List<? extends Answer> decode(
                Question question, List<RegionRepresentation> representations, List<ControlWords> controls) {
            return decoder.decode(representations, controls, ((Question.Caption) question).options());
        }
    }
}
