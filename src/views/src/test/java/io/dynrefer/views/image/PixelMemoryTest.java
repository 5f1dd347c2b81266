package io.dynrefer.views.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PixelMemoryTest {
    @Test
    void take_moreThanIsLeft_refusedAndMayBeSentAgain() {
        PixelMemory memory = new PixelMemory(10_240, Duration.ZERO);
        PixelMemory.Room room = memory.take(6_000);

        assertThatThrownBy(() -> memory.take(6_000))
                .isInstanceOf(DynReferException.class)
                .satisfies(e -> assertThat(((DynReferException) e).code()).isEqualTo(ErrorCode.OVER_CAPACITY));

        room.shrink(2_048);
        memory.take(8_192).shrink(0);
        room.shrink(0);
        room.shrink(0); // gives nothing back twice
        memory.take(10_240);
    }

    @Test
    void take_moreThanThereIs_getsAllOfIt() {
        PixelMemory memory = new PixelMemory(10_240, Duration.ZERO);

        PixelMemory.Room room = memory.take(Long.MAX_VALUE / 2);

        assertThatThrownBy(() -> memory.take(1)).isInstanceOf(DynReferException.class);
        room.shrink(0);
        assertThat(memory.take(1)).isNotNull();
    }

    @Test
    void take_whileOthersHoldIt_waitsForThem() throws Exception {
        PixelMemory memory = new PixelMemory(10_240, Duration.ofMinutes(1));
        PixelMemory.Room room = memory.take(10_240);
        CompletableFuture<PixelMemory.Room> waiting = CompletableFuture.supplyAsync(() -> memory.take(1_024));

        assertThat(waiting).isNotDone();
        room.shrink(0);
        assertThat(waiting.get(1, TimeUnit.MINUTES)).isNotNull();
    }

    @Test
    void lend_imageThatIsLetGo_givesItsMemoryBack() {
        byte[] encoded = EncodedFixtures.encoded("png-rgb.png"); // 40x30
        PixelMemory memory = new PixelMemory(21 * 1024, Duration.ZERO);
        ImageReader reader = new ImageReader(ImageLimits.DEFAULT, memory);

        ImageReader.Loan first = reader.lend(encoded);
        ImageReader.Loan second = reader.lend(encoded);
        assertThatThrownBy(() -> reader.lend(encoded)).isInstanceOf(DynReferException.class);

        first.letGo().run();
        second.letGo().run();
        assertThat(reader.read(encoded).image()).isNotNull();
        memory.take(40 * 30 * 17).shrink(0);
    }

    @Test
    void lend_webp_waitsForTheRoomThatItsDecoderTakes() {
        PixelMemory memory = new PixelMemory(42 * 1024, Duration.ZERO);
        ImageReader reader = new ImageReader(ImageLimits.DEFAULT, memory);
        PixelMemory.Room others = memory.take(4 * 1024);

        assertThat(reader.read(EncodedFixtures.encoded("png-rgb.png"))).isNotNull(); // 40x30, as the next
        assertThatThrownBy(() -> reader.read(EncodedFixtures.encoded("webp-lossy.webp")))
                .isInstanceOf(DynReferException.class)
                .extracting(e -> ((DynReferException) e).code())
                .isEqualTo(ErrorCode.OVER_CAPACITY);

        others.shrink(0);
        assertThat(reader.read(EncodedFixtures.encoded("webp-lossy.webp"))).isNotNull();
    }
}
