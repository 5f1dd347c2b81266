package io.dynrefer.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.Attribute;
import io.dynrefer.region.ModelCard;
import io.dynrefer.safetensors.ContentDigests;
import io.dynrefer.safetensors.SafeTensorsWriter;
import io.dynrefer.safetensors.TensorSpec;
import io.dynrefer.safetensors.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardsTest {
    private static final Preset TINY = Preset.named("tiny");

    @TempDir
    Path folder;

    @Test
    void card_isReadAsWritten_inSnakeCase() throws IOException {
        new Vocabularies(List.of(), List.of("cat", "dog"), List.of(Attribute.parse("color:red"))).write(folder);
        ModelCard card = ModelCards.write(folder, ModelCards.of("tiny", TINY, digests((byte) 1, (byte) 2), false));
        assertThat(ModelCards.read(folder)).isEqualTo(card);
        assertThat(card.words()).isEqualTo(new ModelCard.Words("tiny", 2, 1));
        assertThat(folder.resolve(ModelCard.FILE_NAME)).content().contains("\"encoder_id\"", "\"view_count\" : 3");
    }

    @Test
    void encoderId_dependsOnTheEncoderAlone() throws IOException {
        ModelCard card = ModelCards.of("tiny", TINY, digests((byte) 1, (byte) 2), false);
        ModelCard otherRest = ModelCards.of("tiny", TINY, digests((byte) 1, (byte) 3), false);
        ModelCard otherEncoder = ModelCards.of("tiny", TINY, digests((byte) 4, (byte) 2), false);
        assertThat(otherRest.encoderId()).isEqualTo(card.encoderId());
        assertThat(otherRest.id()).isNotEqualTo(card.id());
        assertThat(otherEncoder.encoderId()).isNotEqualTo(card.encoderId());
        assertThat(ModelCards.of("large", Preset.named("dynrefer-flant5xl"), digests((byte) 1, (byte) 2), true)
                        .encoderId())
                .isNotEqualTo(card.encoderId());
    }

    @Test
    void brokenCard_namesTheFile() throws IOException {
        assertThatThrownBy(() -> ModelCards.read(folder)).hasMessageContaining("model.json");
        Files.writeString(folder.resolve(ModelCard.FILE_NAME), "{\"id\": \"xyz\"}");
        assertThatThrownBy(() -> ModelCards.read(folder))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("model.json: has no encoder_id");
    }

    private ContentDigests digests(byte encoder, byte rest) throws IOException {
        List<TensorSpec> plan = List.of(
                new TensorSpec("ln_vision.weight", TensorType.U8, List.of(1L)),
                new TensorSpec("query_tokens", TensorType.U8, List.of(1L)));
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(folder.resolve("x"), plan)) {
            writer.append("ln_vision.weight", ByteBuffer.wrap(new byte[] {encoder}));
            writer.append("query_tokens", ByteBuffer.wrap(new byte[] {rest}));
            return writer.finish();
        }
    }
}
