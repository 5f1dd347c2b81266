package io.dynrefer.research.scenes.rooms.render;

import org.jspecify.annotations.Nullable;

/**
 * What a part of a model is made of, as its material file says.
 *
 * @param name the name in the file
 * @param red diffuse red in linear light, 0 to 1
 * @param green diffuse green in linear light, 0 to 1
 * @param blue diffuse blue in linear light, 0 to 1
 * @param specular strength of the highlight, 0 to 1
 * @param shininess exponent of the highlight
 * @param opacity 1 for solid, 0 for invisible
 * @param texture replaces the diffuse colour where there is one
 */
public record Material(
        String name,
        float red,
        float green,
        float blue,
        float specular,
        float shininess,
        float opacity,
        @Nullable Texture texture) {
    /** A matt, solid material of one colour in linear light. */
    public static Material matt(String name, float red, float green, float blue) {
        return new Material(name, red, green, blue, 0, 10, 1, null);
    }
}
