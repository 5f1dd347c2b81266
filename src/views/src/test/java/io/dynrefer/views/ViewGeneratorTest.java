package io.dynrefer.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.Box;
import io.dynrefer.region.BoxRegion;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageSize;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.View;
import io.dynrefer.region.ViewSelection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewGeneratorTest {
    private final RgbImage image = Pictures.noise(80, 60, new Random(1));
    private final BoxRegion region = new BoxRegion(new Box(20, 10, 50, 40));

    @Test
    void generate_explicit_boxesHashesAndGains() {
        ViewSelection.Common wider = new ViewSelection.Explicit(List.of(0.0, 0.5, 1.0));

        NestedViews views = new ViewGenerator(3, 32).generate(image, region, wider);

        assertThat(views.image()).isEqualTo(new ImageSize(80, 60));
        assertThat(views.region()).isEqualTo(region.box());
        assertThat(views.coefficients()).containsExactly(0.0, 0.5, 1.0);
        View own = views.views().get(0);
        assertThat(own.crop()).isEqualTo(new PixelBox(20, 10, 50, 40));
        assertThat(own.hammingDistance()).isZero();
        assertThat(own.hashGain()).isZero();
        View last = views.views().get(2);
        assertThat(last.box()).isEqualTo(new Box(0, 0, 80, 60));
        assertThat(last.hammingDistance()).isPositive();
        assertThat(last.hashGain()).isEqualTo(last.hammingDistance() / 1.0);
    }

    @Test
    void generate_byImage_theImagePriorsViews() {
        PlacedRegion placed = PlacedRegion.of(image, region);

        NestedViews views = new ViewGenerator(3, 32).generate(image, region, new ViewSelection.ByImage());

        assertThat(views.coefficients()).isEqualTo(new ImagePriorPolicy().select(placed, 3));
    }

    @Test
    void generate_explicitForAnotherModel_refused() {
        ViewSelection.Common four = new ViewSelection.Explicit(List.of(0.0, 0.1, 0.2, 0.3));

        assertThatThrownBy(() -> new ViewGenerator(3, 32).generate(image, region, four))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("takes 3");
    }

    @Test
    void crops_everyView_inOrderAtTheViewSize() {
        ViewGenerator generator = new ViewGenerator(2, 32);
        NestedViews views = generator.generate(image, region, new ViewSelection.Explicit(List.of(0.0, 1.0)));

        List<RgbImage> crops = generator.crops(image, views);

        assertThat(crops).hasSize(2).allSatisfy(crop -> assertThat(crop.size()).isEqualTo(new ImageSize(32, 32)));
        assertThat(crops.get(1).pixels())
                .isEqualTo(BicubicResize.resize(image, new PixelBox(0, 0, 80, 60), 32)
                        .pixels());
    }

    @Test
    void construct_noViews_refused() {
        assertThatThrownBy(() -> new ViewGenerator(0, 224)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ViewGenerator(3, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
