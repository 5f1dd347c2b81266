package io.dynrefer.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.model.text.ClassNames.ClassName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
    @Test
    void imageNet_hasItsThousandClassesInOrder_withTheirKinds() {
        List<ClassName> classes = ClassNames.imageNet();
        assertThat(classes).hasSize(1000);
        assertThat(classes.get(0).name()).isEqualTo("tench");
        assertThat(classes.get(999).name()).isEqualTo("toilet paper");
        ClassName retriever = classes.get(207);
        assertThat(retriever.name()).isEqualToIgnoringCase("golden retriever");
        assertThat(retriever.isA("Dog")).isTrue();
        assertThat(retriever.isA("cat")).isFalse();
    }

    @Test
    void added_leavesOutWhatIsThereInAnotherForm() {
        List<String> all = ClassNames.added(List.of("banjos", "Tinca tinca", "golden retriever", "person"));
        assertThat(all)
                .startsWith("banjos", "Tinca tinca", "golden retriever", "person")
                .doesNotHaveDuplicates();
        assertThat(all).doesNotContain("banjo", "tench", "Golden Retriever").contains("goldfish", "waterfall");
        assertThat(all).hasSizeBetween(960, 1063);
    }
}
