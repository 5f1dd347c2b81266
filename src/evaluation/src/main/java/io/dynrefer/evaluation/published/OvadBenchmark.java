package io.dynrefer.evaluation.published;

import io.dynrefer.data.formats.CocoFile;
import io.dynrefer.data.formats.CocoImage;
import io.dynrefer.data.formats.CocoObject;
import io.dynrefer.data.formats.FormatRecord;
import io.dynrefer.data.formats.PublishedFiles;
import io.dynrefer.evaluation.attributes.AttributeClass;
import io.dynrefer.evaluation.attributes.FrequencySet;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.run.SampleQuestions;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.Attribute.Relation;
import io.dynrefer.region.Box;
import io.dynrefer.region.CaptionOptions;
import io.dynrefer.region.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** OVAD: which of its attributes objects have, on ground-truth boxes. */
public final class OvadBenchmark extends ObjectBenchmark<OvadBenchmark.Labels> {
    private static final String ORIGIN = "the OVAD project's site (ovad2000.json)";

    private final List<AttributeClass> classes;

    /**
     * What is known of an object.
     *
     * @param labels one per attribute: 1 has it, 0 does not, -1 not labelled
     */
    public record Labels(List<Integer> labels) {
        public Labels {
            labels = List.copyOf(labels);
        }
    }

    private OvadBenchmark(CocoFile file, List<FormatRecord> attributes, PublishedImages images) {
        super(
                file,
                images,
                new SampleQuestions(
                        Set.of(Task.ATTRIBUTES),
                        List.of(),
                        attributes.stream().map(OvadBenchmark::attribute).toList(),
                        CaptionOptions.EVALUATION,
                        null));
        this.classes = attributes.stream().map(OvadBenchmark::attributeClass).toList();
    }

    /** Opens OVAD's own file or the research code's converted one. */
    public static OvadBenchmark open(BenchmarkFiles files) {
        Path annotations = PublishedFiles.require(files.data(), List.of("ovad2000.json", "test_ovad.json"), ORIGIN);
        PublishedImages images = validationImages(files);
        CocoFile file = CocoFile.open(annotations);
        return new OvadBenchmark(file, file.list(file.has("attributes") ? "attributes" : "attrs"), images);
    }

    private static AttributeClass attributeClass(FormatRecord attribute) {
        return new AttributeClass(
                attribute.text("name"), attribute.text("type"), attribute.text("parent_type"), frequencySet(attribute));
    }

    private static FrequencySet frequencySet(FormatRecord attribute) {
        return switch (attribute.text("freq_set")) {
            case "head" -> FrequencySet.HEAD;
            case "medium" -> FrequencySet.MEDIUM;
            case "tail" -> FrequencySet.TAIL;
            default -> throw attribute.problem("freq_set", "it must be \"head\", \"medium\" or \"tail\"");
        };
    }

    private static Attribute attribute(FormatRecord attribute) {
        Attribute parsed = Attribute.parse(attribute.text("name"));
        Relation relation = switch (attribute.text("is_has_att")) {
            case "is" -> Relation.IS;
            case "has" -> Relation.HAS;
            default -> throw attribute.problem("is_has_att", "it must be \"is\" or \"has\"");
        };
        return new Attribute(parsed.type(), parsed.synonyms(), relation);
    }

    List<AttributeClass> classes() {
        return classes;
    }

    @Override
    public String name() {
        return "ovad";
    }

    @Override
    public String identity() {
        return "OVAD, " + size() + " objects, " + classes.size() + " attributes";
    }

    @Override
    public Class<Labels> truthType() {
        return Labels.class;
    }

    @Override
    Box box(CocoImage image, CocoObject object) {
        return object.box();
    }

    @Override
    Labels truth(CocoObject object) {
        return new Labels(object.attributeLabels(classes.size()));
    }

    @Override
    public Report report(Path answers, String subject, Path folder, MeteorSetting meteor) {
        return new OvadReport(this, answers).report(subject, folder);
    }
}
