package io.dynrefer.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Files that are on the disk, not only in the operating system's memory, before somebody relies on them. */
final class DurableFiles {
    private DurableFiles() {}

    /** Writes a new file and forces its content to the disk. */
    static void write(Path file, byte[]... pieces) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer[] buffers = new ByteBuffer[pieces.length];
            long left = 0;
            for (int i = 0; i < pieces.length; i++) {
                buffers[i] = ByteBuffer.wrap(pieces[i]);
                left += pieces[i].length;
            }
            while (left > 0) {
                left -= channel.write(buffers);
            }
            channel.force(true);
        }
    }

    /** Makes a folder beneath {@code root}, so that it is still there after a power cut. */
    static void createFolder(Path root, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        for (Path made = folder; !made.equals(root); made = folderOf(made)) {
            force(folderOf(made));
        }
    }

    /** The folder that a file beneath a root is in. */
    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file beneath a root is in a folder");
    }

    /** Forces the names in a folder to the disk; a folder that is gone meanwhile has none. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            return; // Whoever removed it removed the names in it before.
        }
    }
}
