package io.dynrefer.model.convert;

import io.dynrefer.model.torch.PthFile;
import io.dynrefer.model.torch.TensorSource;
import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.safetensors.TensorSpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tensors of several checkpoints under DynRefer's names; of two with one name the later file's counts. */
final class OpenSources implements Closeable {
    /** T5's one table of tokens, and its other names in files that lack this one. */
    private static final String TOKENS = "t5_model.shared.weight";

    private static final List<String> TOKENS_ELSEWHERE =
            List.of("t5_model.encoder.embed_tokens.weight", "t5_model.decoder.embed_tokens.weight");

    private final List<TensorSource> sources = new ArrayList<>();
    private final Map<String, Located> tensors = new LinkedHashMap<>(); // by DynRefer's name
    private final List<String> useless = new ArrayList<>();

    /** A tensor in its file. */
    record Located(Path file, TensorSource source, TensorSpec spec) {}

    static OpenSources open(List<Path> files) throws IOException {
        OpenSources opened = new OpenSources();
        try {
            for (Path file : files) {
                opened.add(file);
            }
            opened.nameTokens();
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void add(Path file) {
        boolean safeTensors = file.getFileName().toString().endsWith(".safetensors");
        TensorSource source = safeTensors ? SafeTensorsSource.open(file) : PthFile.open(file);
        sources.add(source);
        Map<String, TensorSpec> specs = source.tensors();
        Origin origin = Origin.of(specs.keySet());
        specs.forEach((name, spec) -> origin.target(name)
                .ifPresentOrElse(
                        target -> tensors.put(target, new Located(file, source, spec)),
                        () -> useless.add(file.getFileName() + ": " + name)));
    }

    private void nameTokens() {
        for (String other : TOKENS_ELSEWHERE) {
            Located located = tensors.get(other);
            if (located != null) {
                tensors.putIfAbsent(TOKENS, located);
            }
        }
    }

    @Nullable
    Located find(String name) {
        return tensors.get(name);
    }

    /** What the files hold beyond {@code wanted}, as {@code file: name}. */
    List<String> unused(Set<String> wanted) {
        List<String> unused = new ArrayList<>(useless);
        tensors.forEach((name, located) -> {
            if (!wanted.contains(name) && !TOKENS_ELSEWHERE.contains(name)) {
                unused.add(located.file().getFileName() + ": " + located.spec().name());
            }
        });
        return unused;
    }

    /** Hands on a tensor's content. */
    static void read(Located located, TensorSource.Sink sink) {
        try {
            located.source().read(located.spec().name(), sink);
        } catch (IOException e) {
            throw new WeightsException(
                    located.file(), "tensor '" + located.spec().name() + "' cannot be read: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        for (TensorSource source : sources) {
            source.close();
        }
    }
}
