package io.dynrefer.research.scenes.rooms.render;

/**
 * The surface at one pixel, between looking it up and lighting it; a {@link Finish} may change its colour and gloss.
 */
public final class Surface {
    /** Colour in linear light, 0 to 1. */
    public float red;

    public float green;
    public float blue;
    /** Strength and exponent of the highlight. */
    public float specular;

    public float shininess;
    /** Share of the surroundings' mirror image, 0 to 1. */
    public float mirror;
    /** The point on the model as made, in centimetres. */
    public float x;

    public float y;
    public float z;
    /** The model's face direction at the point, of length one, in the model's own axes. */
    public float normalX;

    public float normalY;
    public float normalZ;
    /** Index of the material within the mesh. */
    public int material;

    /** Brightness to the eye, 0 to 1. */
    public float luminance() {
        return 0.3f * red + 0.6f * green + 0.1f * blue;
    }

    /** Sets the colour. */
    public void color(float newRed, float newGreen, float newBlue) {
        red = newRed;
        green = newGreen;
        blue = newBlue;
    }
}
