package io.dynrefer.research.scenes.rooms.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynrefer.data.SceneRandom;
import io.dynrefer.data.Split;
import io.dynrefer.research.scenes.rooms.TestFurniture;
import io.dynrefer.research.scenes.rooms.furniture.FurnitureLibrary;
import io.dynrefer.research.scenes.rooms.render.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoomComposerTest {
    private static final int ROOMS = 600;

    private final FurnitureLibrary library = TestFurniture.open();
    private final List<Room> rooms = new ArrayList<>();

    @BeforeAll
    void compose() {
        RoomComposer composer = composer();
        for (int index = 0; index < ROOMS; index++) {
            rooms.add(composer.compose(Split.TRAIN, SceneRandom.of(7, Split.TRAIN, index)));
        }
    }

    @AfterAll
    void close() {
        library.close();
    }

    private RoomComposer composer() {
        RoomTables tables = new RoomTables();
        ModelStock stock = new ModelStock(tables.categories(), library.models());
        return new RoomComposer(library, stock, tables.sceneTypes(), new Renderer(64, 1));
    }

    private static boolean isAnchor(RoomObject object) {
        return object.stand().kind() == Stand.Kind.WALL;
    }

    /**
     * Pearson's statistic of independence between scene type and the category of the things that {@code wanted} picks,
     * less its expectation, in standard deviations.
     */
    private double dependence(Predicate<RoomObject> wanted) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        Map<String, Integer> columns = new TreeMap<>();
        Map<String, Integer> rows = new TreeMap<>();
        int total = 0;
        for (Room room : rooms) {
            for (RoomObject object : room.objects().stream().filter(wanted).toList()) {
                String category = object.category().word();
                counts.computeIfAbsent(room.type().word(), type -> new TreeMap<>())
                        .merge(category, 1, Integer::sum);
                rows.merge(room.type().word(), 1, Integer::sum);
                columns.merge(category, 1, Integer::sum);
                total++;
            }
        }
        double statistic = 0;
        for (var row : rows.entrySet()) {
            for (var column : columns.entrySet()) {
                double expected = row.getValue() * (double) column.getValue() / total;
                double found = counts.getOrDefault(row.getKey(), Map.of()).getOrDefault(column.getKey(), 0);
                statistic += (found - expected) * (found - expected) / expected;
            }
        }
        double freedom = (rows.size() - 1) * (columns.size() - 1.0);
        return (statistic - freedom) / Math.sqrt(2 * freedom);
    }

    @Test
    void compose_targets_sayNothingOfTheSceneType() {
        assertThat(dependence(object -> !isAnchor(object))).isLessThan(4);
    }

    @Test
    void compose_anchors_tellTheSceneType() {
        assertThat(dependence(RoomComposerTest::isAnchor)).isGreaterThan(100);
    }

    @Test
    void compose_everyRoom_hasAnchorsASupportAndTargets() {
        assertThat(rooms).allSatisfy(room -> {
            assertThat(room.objects()).extracting(RoomObject::id).doesNotHaveDuplicates();
            assertThat(room.objects().stream().filter(RoomComposerTest::isAnchor))
                    .isNotEmpty();
            assertThat(room.type().anchors())
                    .containsAll(room.objects().stream()
                            .filter(RoomComposerTest::isAnchor)
                            .map(RoomObject::category)
                            .toList());
            assertThat(room.objects()).anyMatch(object -> object.stand().kind() == Stand.Kind.ON);
        });
    }

    @Test
    void compose_thingsOnASupport_standOnItsSurfaceWithinItsSides() {
        for (Room room : rooms) {
            for (RoomObject object : room.objects()) {
                if (object.stand().kind() == Stand.Kind.ON) {
                    RoomObject support = room.objects().stream()
                            .filter(other -> other.id() == object.stand().supportId())
                            .findFirst()
                            .orElseThrow();
                    float reach = (float) Math.hypot(
                                    support.model().width(), support.model().depth())
                            / 2;
                    assertThat(object.footprint().distance(support.footprint())).isLessThan(reach);
                }
            }
        }
    }

    @Test
    void compose_sameRandom_givesTheSameRoom() {
        Room again = composer().compose(Split.TRAIN, SceneRandom.of(7, Split.TRAIN, 5));
        assertThat(again.type()).isEqualTo(rooms.get(5).type());
        assertThat(again.objects())
                .extracting(RoomObject::pose)
                .isEqualTo(rooms.get(5).objects().stream().map(RoomObject::pose).toList());
    }

    @Test
    void withAnchorsOf_exchangesTheAnchorsAndNothingElse() {
        Room room = rooms.get(0);
        Room exchanged = room.withAnchorsOf(rooms.get(1));
        Predicate<RoomObject> target = object -> !isAnchor(object);
        assertThat(exchanged.objects().stream().filter(target))
                .isEqualTo(room.objects().stream().filter(target).toList())
                .isNotEmpty();
        assertThat(exchanged.objects().stream()
                        .filter(RoomComposerTest::isAnchor)
                        .map(RoomObject::model))
                .isEqualTo(rooms.get(1).objects().stream()
                        .filter(RoomComposerTest::isAnchor)
                        .map(RoomObject::model)
                        .toList());
        assertThat(exchanged.objects()).extracting(RoomObject::id).doesNotHaveDuplicates();
    }
}
