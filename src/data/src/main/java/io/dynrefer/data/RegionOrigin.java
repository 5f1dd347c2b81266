package io.dynrefer.data;

/**
 * Where a region comes from, for reports by part and for splits without shared objects.
 *
 * @param part the data set it was made for: {@code rooms}, {@code composites}, {@code photos}; empty where not known
 * @param novel whether its category is one of the novel ones, which training never sees
 * @param scene the kind of place, e.g. {@code kitchen}; empty where not known
 * @param group the object's own identity, such as a model's or a photo's name: equal groups never meet in two splits;
 *     empty where not known
 */
public record RegionOrigin(String part, boolean novel, String scene, String group) {
    /** Nothing is known. */
    public static final RegionOrigin UNKNOWN = new RegionOrigin("", false, "", "");
}
