package io.dynrefer.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.Attribute;
import io.dynrefer.testing.Golden;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptsTest {
    private static final JsonNode META = Golden.json("model-tiny/meta.json");

    @Test
    void attribute_equalsResearchCode() {
        List<String> expected = new ArrayList<>();
        META.get("attribute_templates_by_synonym").forEach(texts -> texts.forEach(text -> expected.add(text.asText())));
        List<Integer> expectedCounts = new ArrayList<>();
        META.get("att_len_synonyms").forEach(count -> expectedCounts.add(count.asInt()));

        List<String> texts = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (JsonNode node : META.get("ovad_like").get("attributes")) {
            List<String> own = Prompts.attribute(attribute(node));
            texts.addAll(own);
            counts.add(own.size());
        }

        assertThat(texts).hasSize(36).containsExactlyElementsOf(expected);
        assertThat(counts).containsExactlyElementsOf(expectedCounts);
    }

    @Test
    void attribute_hasNoTrailingSpaceWhereTypeIsEmpty() {
        Attribute red = new Attribute("", List.of("red"), Attribute.Relation.HAS);
        assertThat(Prompts.attribute(red)).containsExactly("the red", "the  has red");
    }

    @Test
    void category_isLowerCase() {
        assertThat(Prompts.category("Traffic Light")).isEqualTo("the traffic light");
    }

    private static Attribute attribute(JsonNode node) {
        String[] typeAndWords = node.get("name").asText().split(":");
        return new Attribute(
                typeAndWords[0],
                List.of(typeAndWords[1].split("/")),
                node.get("is_has_att").asText().equals("has") ? Attribute.Relation.HAS : Attribute.Relation.IS);
    }
}
