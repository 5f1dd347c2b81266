package io.dynrefer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ViewEmbedding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ArtefactsTest {
    private static final BlobKey KEY = BlobKey.of("embeddings", "eva-1", "0123", "0_0_9_9");
    private static final StoredForm<ViewEmbedding> FORM = StoredForms.embedding("eva-1");

    enum Kind {
        STORE,
        MEMORY;

        Artefacts open() {
            return this == STORE ? Artefacts.in(new MemoryBlobStore()) : Artefacts.inMemory();
        }
    }

    @ParameterizedTest
    @EnumSource
    void put_thenFind_theFirstValueStays(Kind kind) {
        Artefacts artefacts = kind.open();
        assertThat(artefacts.exists(KEY)).isFalse();
        assertThat(artefacts.find(FORM, KEY)).isEmpty();

        assertThat(artefacts.put(FORM, KEY, embedding(1))).isEqualTo(PutOutcome.CREATED);
        assertThat(artefacts.put(FORM, KEY, embedding(2))).isNotEqualTo(PutOutcome.CREATED);

        assertThat(artefacts.exists(KEY)).isTrue();
        assertThat(artefacts.find(FORM, KEY)).contains(embedding(1));
    }

    @ParameterizedTest
    @EnumSource
    void require_whatNobodyPut_namesKeyAndRemedy(Kind kind) {
        assertThatThrownBy(() -> kind.open().require(FORM, KEY, "view", "somebody puts it there"))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining(KEY.value())
                .hasMessageContaining("somebody puts it there");
    }

    @Test
    void inMemory_value_isTheSameObject() {
        Artefacts artefacts = Artefacts.inMemory();
        ViewEmbedding value = embedding(1);

        artefacts.put(FORM, KEY, value);

        assertThat(artefacts.find(FORM, KEY).orElseThrow()).isSameAs(value);
    }

    private static ViewEmbedding embedding(float value) {
        return new ViewEmbedding(new FloatMatrix(1, 2, new float[] {value, -value}));
    }
}
