package io.dynrefer.local.images;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The images that run an application, and what each takes from the built packages. */
enum Image {
    GATEWAY("functions/gateway/target/quarkus-app", List.of()),
    VIEWS("functions/views/target/function.zip", List.of(Natives.RUNTIME_CLIENT)),
    DECODE(
            "functions/decode/target/function.zip",
            List.of(Natives.RUNTIME_CLIENT, Natives.TORCH, Natives.BRIDGE, Natives.TOKENIZERS)),
    ENCODE("functions/encode/target/quarkus-app", List.of(Natives.TORCH, Natives.BRIDGE)),
    /** Its base image brings libtorch with CUDA; only the bridges to it are ours. */
    ENCODE_GPU("functions/encode/target/quarkus-app", List.of(Natives.CUDA_BRIDGE, Natives.JNA));

    /** Where jars keep the native libraries. */
    private static final class Natives {
        private static final String RUNTIME_CLIENT = "jni/libaws-lambda-jni.linux-x86_64.so";
        private static final String TORCH = "pytorch/cpu/linux-x86_64/";
        private static final String BRIDGE = "jnilib/linux-x86_64/cpu/";
        private static final String CUDA_BRIDGE = "jnilib/linux-x86_64/cu128/";
        private static final String JNA = "com/sun/jna/linux-x86-64/";
        private static final String TOKENIZERS = "native/lib/linux-x86_64/cpu/";
    }

    private static final List<String> RUNTIME_CLIENT =
            List.of("aws-lambda-java-runtime-interface-client", "aws-lambda-java-serialization", "utils-lite");

    private final String packaged;
    private final List<String> libraries;

    Image(String packaged, List<String> libraries) {
        this.packaged = packaged;
        this.libraries = libraries;
    }

    /** The image of this name, as {@link #imageName} writes it. */
    static Image of(String name) {
        return Arrays.stream(values())
                .filter(image -> image.imageName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no image '" + name + "', only "
                        + Arrays.stream(values()).map(Image::imageName).collect(Collectors.joining(", ")) + "."));
    }

    /** The last part of the image's name: {@code encode-gpu}. */
    String imageName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its package, in a built checkout: a folder or a zip. */
    String packaged() {
        return packaged;
    }

    /** Whether it loads this native library, named by its path in a jar. */
    boolean uses(String library) {
        return libraries.stream().anyMatch(library::startsWith);
    }

    /** What the names of the jars begin with that it needs besides its package. */
    List<String> furtherJars() {
        return Stream.concat(
                        isFunction() ? RUNTIME_CLIENT.stream() : Stream.empty(),
                        libraries.contains(Natives.JNA) ? Stream.of("jna") : Stream.empty())
                .toList();
    }

    /** Whether Lambda runs it: then AWS's runtime client is its main class. */
    boolean isFunction() {
        return packaged.endsWith(".zip");
    }
}
