package io.dynrefer.data.imports;

import io.dynrefer.region.RgbImage;
import java.util.ArrayList;
import java.util.List;

/** Which photos are nearly the same, so that they stay together when photos are divided. Not thread-safe. */
public final class NearCopyGroups {
    private final List<NearCopies.Picture> pictures = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();

    /** Adds a photo. */
    public void add(RgbImage photo) {
        add(NearCopies.Picture.of(photo));
    }

    void add(NearCopies.Picture picture) {
        int group = pictures.size();
        for (int i = 0; i < pictures.size(); i++) {
            if (groups.get(i) != group && pictures.get(i).isNearCopyOf(picture)) {
                int joined = Math.min(group, groups.get(i));
                int replaced = Math.max(group, groups.get(i));
                groups.replaceAll(other -> other == replaced ? joined : other);
                group = joined;
            }
        }
        pictures.add(picture);
        groups.add(group);
    }

    /** The group of each photo in the order in which they were added; the number of its first photo. */
    public List<Integer> groups() {
        return List.copyOf(groups);
    }
}
