package io.dynrefer.model.translators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTest {
    @Test
    void get_makesAValueOnce_andForgetsTheLeastRecentlyUsed() {
        List<String> made = new ArrayList<>();
        Recent<String, Integer> recent = new Recent<>(2);
        for (String key : List.of("a", "b", "a", "c", "a", "b")) {
            assertThat(recent.get(key, missing -> {
                        made.add(missing);
                        return missing.length();
                    }))
                    .isEqualTo(1);
        }
        assertThat(made).containsExactly("a", "b", "c", "b");
    }
}
