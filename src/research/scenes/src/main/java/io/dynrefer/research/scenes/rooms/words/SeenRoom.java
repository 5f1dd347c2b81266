package io.dynrefer.research.scenes.rooms.words;

import io.dynrefer.research.scenes.rooms.finish.PaintColor;
import io.dynrefer.research.scenes.rooms.render.RenderedScene;
import io.dynrefer.research.scenes.rooms.render.Visibility;
import io.dynrefer.research.scenes.rooms.scene.FrameShare;
import io.dynrefer.research.scenes.rooms.scene.Look;
import io.dynrefer.research.scenes.rooms.scene.Room;
import io.dynrefer.research.scenes.rooms.scene.RoomObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room and those of its things that can be made out in its picture, by number. */
public final class SeenRoom {
    private static final float FEWEST_PIXELS = 60;
    private static final float LEAST_SHARE = 0.4f;
    private static final float LEAST_IN_FRAME = 0.45f;

    private final Room room;
    private final Map<Integer, SeenObject> seen = new LinkedHashMap<>();

    public SeenRoom(Room room, RenderedScene scene) {
        this.room = room;
        Map<Integer, Visibility> visibilities = scene.visibilities();
        for (RoomObject object : room.objects()) {
            Visibility visibility = visibilities.get(object.id());
            if (visibility != null && clear(visibility) && FrameShare.of(object, room.camera()) >= LEAST_IN_FRAME) {
                seen.put(object.id(), seen(object, visibility, scene));
            }
        }
        seen.replaceAll((id, object) -> count(object) < 2 ? object.withoutSize() : object);
    }

    /** Whether enough of a thing is seen to speak of it: 60 pixels, and 40 % of what it covers. */
    private static boolean clear(Visibility visibility) {
        return visibility.pixels() >= FEWEST_PIXELS && visibility.share() >= LEAST_SHARE;
    }

    private static SeenObject seen(RoomObject object, Visibility visibility, RenderedScene scene) {
        Look look = object.look();
        if (!look.colors().isEmpty()) {
            return new SeenObject(object, visibility, object.size(), look.colors(), others(look.colors()));
        }
        // Nobody calls a man blue for his trousers.
        boolean person = object.category().hypernyms().contains("person");
        if (!look.natural() || person) {
            return new SeenObject(object, visibility, object.size(), List.of(), List.of());
        }
        ColorVote vote = new ColorVote();
        scene.forEachColor(object.id(), vote::add);
        return new SeenObject(object, visibility, object.size(), vote.colors(), vote.absent());
    }

    /** Colours that nobody would see in a thing of {@code colors}. */
    private static List<PaintColor> others(List<PaintColor> colors) {
        return Arrays.stream(PaintColor.values())
                .filter(color -> !colors.contains(color))
                .filter(color -> colors.stream().noneMatch(color::near))
                .toList();
    }

    /** The room. */
    public Room room() {
        return room;
    }

    /** What can be made out, by number. */
    public List<SeenObject> objects() {
        return List.copyOf(seen.values());
    }

    /** The thing with this number, if it can be made out. */
    public Optional<SeenObject> find(int id) {
        return Optional.ofNullable(seen.get(id));
    }

    /** How many things of the same category can be made out. */
    public int count(SeenObject like) {
        return (int) seen.values().stream()
                .filter(other -> other.object().category().equals(like.object().category()))
                .count();
    }
}
