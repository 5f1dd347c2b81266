package io.dynrefer.research.scenes.rooms.render;

/**
 * One sun and an even light from above.
 *
 * @param direction towards the sun
 * @param sun strength of the sun
 * @param ambient strength of the light from everywhere
 */
public record Light(Vector direction, float sun, float ambient) {
    public Light {
        direction = direction.unit();
    }
}
