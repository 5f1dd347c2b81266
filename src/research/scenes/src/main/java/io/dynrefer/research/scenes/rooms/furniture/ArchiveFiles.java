package io.dynrefer.research.scenes.rooms.furniture;

import io.dynrefer.data.packages.NestedZip;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Opens a file of an archive by its path; {@link FileNotFoundException} where there is none. */
interface ArchiveFiles {
    InputStream open(String path) throws IOException;

    /** The files of {@code archive}. */
    static ArchiveFiles of(NestedZip archive) {
        return path -> {
            if (!archive.has(path)) {
                throw new FileNotFoundException(path);
            }
            return new ByteArrayInputStream(archive.read(path));
        };
    }
}
