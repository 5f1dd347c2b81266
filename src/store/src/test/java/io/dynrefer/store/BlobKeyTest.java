package io.dynrefer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlobKeyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "../a",
                "a/../b",
                "a/./b",
                ".hidden",
                "a/.incoming",
                "a\\b",
                "a\nb",
                "a\u0000"
            })
    void new_malformed_isRefusedNamingTheKey(String text) {
        assertThatThrownBy(() -> new BlobKey(text))
                .isInstanceOfSatisfying(DynReferException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.field()).contains("key");
                })
                .hasMessageContaining("'" + text + "' is not a store key");
        assertThat(BlobKey.isKey(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "IMG 0001 (2).jpg", "Größe.jpg", "犬/猫.png", "100%.jpg", "a:b?c#d*e", "~'&", "a%2Fb"})
    void new_anyScript_isTaken(String text) {
        assertThat(new BlobKey(text).value()).isEqualTo(text);
    }

    @Test
    void new_tooLong_isRefused() {
        assertThatThrownBy(() -> new BlobKey("a".repeat(201))).hasMessageContaining("201 characters, more than 200");
        assertThatThrownBy(() -> new BlobKey("a/".repeat(400) + "a")).hasMessageContaining("801 bytes");
    }

    @Test
    void of_joinsSegments() {
        assertThat(BlobKey.of("images", "abc").value()).isEqualTo("images/abc");
        assertThat(BlobKey.of("images", "abc").segments()).containsExactly("images", "abc");
        assertThat(BlobKey.of("images")).isEqualTo(new BlobKey("images"));
    }

    @Test
    void of_slashInASegment_isRefused() {
        assertThatThrownBy(() -> BlobKey.of("images", "a/b")).hasMessageContaining("slash");
        assertThatThrownBy(() -> BlobKey.of("images", "")).hasMessageContaining("empty");
    }
}
