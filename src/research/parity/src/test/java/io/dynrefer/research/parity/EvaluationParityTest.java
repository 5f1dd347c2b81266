package io.dynrefer.research.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationParityTest {
    private final ParityReport report = new ParityReport(line -> {});

    @Test
    void run_everyNumber_matchesTheResearchCode() {
        new EvaluationParity().run(Golden.path("evaluation"), report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.compared()).isPositive();
    }

    @Test
    void run_oneNumberOff_failsThere(@TempDir Path folder) throws IOException {
        copyTo(folder);
        Path coco = folder.resolve("coco_recognition.json");
        String changed = Files.readString(coco).replaceFirst("(\"top1_accuracy\": 0\\.)", "$19");
        Files.writeString(coco, changed);

        new EvaluationParity().run(folder, report);

        assertThat(report.lines())
                .filteredOn(line -> !line.passed())
                .extracting(ParityReport.Line::name)
                .containsExactly("coco_recognition/top1_accuracy");
    }

    @Test
    void run_folderOfOneFile_comparesThatFile(@TempDir Path folder) throws IOException {
        Files.copy(Golden.path("evaluation").resolve("coco_recognition.json"), folder.resolve("coco_recognition.json"));

        new EvaluationParity().run(folder, report);

        assertThat(report.lines())
                .isNotEmpty()
                .allMatch(line -> line.passed() && line.name().startsWith("coco_recognition/"));
    }

    /** Every region and every sentence twice, which changes counts but no ratio, and fewer settings. */
    @Test
    void run_otherSizesAndThresholds_match(@TempDir Path folder) throws IOException {
        copyTo(folder);
        change(folder.resolve("ovad.json"), ovad -> {
            twice(ovad, "predictions");
            twice(ovad, "labels");
            for (JsonNode attribute : ovad.path("per_class")) {
                for (String count : List.of("n_pos", "n_neg")) {
                    ((ObjectNode) attribute)
                            .put(count, 2 * attribute.path(count).asInt());
                }
            }
        });
        change(folder.resolve("meteor.json"), meteor -> {
            twice(meteor, "pairs");
            for (JsonNode configuration : meteor) {
                if (configuration.isObject()) {
                    twice((ObjectNode) configuration, "segments");
                    ArrayNode counts = (ArrayNode) configuration.at("/corpus/stats");
                    for (int i = 0; i < counts.size(); i++) {
                        counts.set(i, 2 * counts.get(i).asDouble());
                    }
                }
            }
        });
        change(folder.resolve("densecap.json"), densecap -> {
            ObjectNode metrics = (ObjectNode) densecap.path("metrics");
            metrics.put("map", keep(metrics, "ap_breakdown", "iou_0.[36]_meteor_0(.1)?"));
            metrics.set("agg_metrics", metrics.path("map"));
            metrics.put("detmap", keep(metrics, "det_breakdown", "iou_0.[36]"));
        });

        new EvaluationParity().run(folder, report);

        assertThat(report.lines()).filteredOn(line -> !line.passed()).isEmpty();
        assertThat(report.lines())
                .extracting(ParityReport.Line::name)
                .contains("ovad/per_class/n_pos", "densecap/agg_metrics");
    }

    private static void twice(ObjectNode parent, String list) {
        ArrayNode values = (ArrayNode) parent.path(list);
        values.addAll(values.deepCopy());
    }

    /** Keeps the entries with these names and returns their mean. */
    private static double keep(ObjectNode parent, String table, String names) {
        ObjectNode entries = (ObjectNode) parent.path(table);
        List<String> all = new ArrayList<>();
        entries.fieldNames().forEachRemaining(all::add);
        entries.retain(all.stream().filter(name -> name.matches(names)).toList());
        return EvaluationFixture.stream(entries)
                .mapToDouble(JsonNode::asDouble)
                .average()
                .orElseThrow();
    }

    private static void change(Path file, Consumer<ObjectNode> edit) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode document = (ObjectNode) mapper.readTree(file.toFile());
        edit.accept(document);
        mapper.writeValue(file.toFile(), document);
    }

    private static void copyTo(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(Golden.path("evaluation"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void applies_anotherFolder_no() {
        assertThat(new EvaluationParity().applies(Golden.path("views"))).isFalse();
    }
}
