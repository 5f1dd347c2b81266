package io.dynrefer.model.convert;

import io.dynrefer.model.torch.TensorSource;
import io.dynrefer.safetensors.SafeTensorsFile;
import io.dynrefer.safetensors.TensorEntry;
import io.dynrefer.safetensors.TensorSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A safetensors file. */
final class SafeTensorsSource implements TensorSource {
    private final SafeTensorsFile file;

    private SafeTensorsSource(SafeTensorsFile file) {
        this.file = file;
    }

    static SafeTensorsSource open(Path path) {
        return new SafeTensorsSource(SafeTensorsFile.open(path));
    }

    @Override
    public Map<String, TensorSpec> tensors() {
        Map<String, TensorSpec> specs = new LinkedHashMap<>();
        file.entries().forEach((name, entry) -> specs.put(name, entry.spec()));
        return specs;
    }

    @Override
    public void read(String name, Sink sink) {
        TensorEntry entry = file.entry(name);
        if (entry.end() > entry.begin()) {
            sink.accept(file.map(entry));
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
