package io.dynrefer.data;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.store.BlobStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set: what it says about itself, its annotated images by split, and their pixels. Annotations are read whole,
 * pixels one image at a time. Thread-safe; close it when done.
 *
 * <pre>
 * dataset.json                    {@link DatasetInfo}
 * train.json val.json test.json   {@link AnnotationFile}, one per split it has
 * images/000001.jpg …             {@link DatasetImages}
 * </pre>
 */
public final class Dataset implements AutoCloseable {
    private final DatasetFiles files;
    private final DatasetInfo info;

    private Dataset(DatasetFiles files) {
        this.files = files;
        this.info = DatasetInfo.read(files.require(DatasetInfo.FILE_NAME), files.place() + "/" + DatasetInfo.FILE_NAME);
    }

    /** Opens a folder or a zip of one; {@link ErrorCode#NOT_FOUND} if there is neither. */
    public static Dataset open(Path path) {
        if (Files.isDirectory(path)) {
            return new Dataset(new DatasetFiles.Folder(path));
        }
        if (!Files.isRegularFile(path)) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND, "dataset", "There is no data set " + path + ": give a folder or a zip file.");
        }
        return new Dataset(ZipFiles.open(path));
    }

    /**
     * Opens the data set whose files are the blobs below a prefix.
     *
     * @param prefix what their keys start with, up to a slash; empty for all of the store
     * @param closing what {@link #close} does, such as closing the store
     */
    public static Dataset open(BlobStore store, String prefix, Runnable closing) {
        return new Dataset(new DatasetFiles.Blobs(store, prefix, closing));
    }

    public DatasetInfo info() {
        return info;
    }

    /** The annotated images of a split; {@link ErrorCode#NOT_FOUND} if the data set has no such split. */
    public List<AnnotatedImage> images(Split split) {
        return AnnotationFile.read(files.require(split.fileName()), files.place() + "/" + split.fileName());
    }

    /** The pixels. */
    public DatasetImages pixels() {
        return new DatasetImages(files);
    }

    @Override
    public void close() {
        files.close();
    }
}
