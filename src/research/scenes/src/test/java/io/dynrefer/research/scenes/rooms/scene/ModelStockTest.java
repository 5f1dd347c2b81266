package io.dynrefer.research.scenes.rooms.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.Split;
import io.dynrefer.research.scenes.rooms.furniture.FurnitureModel;
import io.dynrefer.research.scenes.rooms.scene.ModelStock.Novelty;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ModelStockTest {
    private static final Category CUP = category("cup", Set.of());
    private static final Category CACTUS = category("cactus", Set.of(Trait.NOVEL));

    private static Category category(String word, Set<Trait> traits) {
        return new Category(word, word + "s", Set.of(Role.TABLE), traits, List.of(), List.of(word));
    }

    private static FurnitureModel model(String name, int number, float width, float elevation) {
        return new FurnitureModel(
                name + number,
                name,
                "library",
                "path",
                width,
                5,
                5,
                5,
                elevation,
                List.of(1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f),
                "creator",
                "licence");
    }

    private static List<FurnitureModel> models(String name, int count) {
        List<FurnitureModel> models = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            models.add(model(name, number, 10, 0));
        }
        return models;
    }

    @Test
    void models_ofTwoOrMore_trainingAndTestShareNone() {
        for (int count = 2; count <= 12; count++) {
            ModelStock stock = new ModelStock(List.of(CUP), models("cup", count));
            List<FurnitureModel> train = stock.models(CUP, Split.TRAIN);
            List<FurnitureModel> test = stock.models(CUP, Split.TEST);
            assertThat(train).isNotEmpty().doesNotContainAnyElementsOf(test);
            assertThat(test).isNotEmpty().noneMatch(stock::seenInTraining);
            if (count >= 5) {
                assertThat(stock.models(CUP, Split.VAL))
                        .isNotEmpty()
                        .doesNotContainAnyElementsOf(train)
                        .doesNotContainAnyElementsOf(test);
            }
        }
    }

    @Test
    void models_ofOne_areEverywhereAndSaidToBeSeen() {
        ModelStock stock = new ModelStock(List.of(CUP), models("cup", 1));
        for (Split split : Split.values()) {
            assertThat(stock.models(CUP, split)).hasSize(1).allMatch(stock::seenInTraining);
        }
    }

    @Test
    void models_ofANovelCategory_areTheTestSplitsAlone() {
        ModelStock stock = new ModelStock(List.of(CUP, CACTUS), models("cactus", 3));
        assertThat(stock.models(CACTUS, Split.TRAIN)).isEmpty();
        assertThat(stock.models(CACTUS, Split.VAL)).isEmpty();
        assertThat(stock.models(CACTUS, Split.TEST)).hasSize(3);
        assertThat(stock.categories(Role.TABLE, Split.TEST, Novelty.NOVEL)).containsExactly(CACTUS);
        assertThat(stock.categories(Role.TABLE, Split.TRAIN, Novelty.NOVEL)).isEmpty();
        assertThat(stock.categories()).containsExactly(CACTUS);
    }

    @Test
    void models_tooLargeOrHangingOrOfAnotherName_areLeftOut() {
        ModelStock stock = new ModelStock(
                List.of(CUP), List.of(model("cup", 1, 500, 0), model("cup", 2, 10, 180), model("mug", 3, 10, 0)));
        assertThat(stock.categories()).isEmpty();
    }
}
