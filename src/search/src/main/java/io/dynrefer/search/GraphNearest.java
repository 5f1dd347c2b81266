package io.dynrefer.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Follows graphs of near vectors (HNSW, Malkov and Yashunin 2018) that Lucene keeps in files, one for every
 * {@value #SEGMENT} vectors: in one graph of all, where many are near each other, a search ends in the wrong crowd.
 * Made by one thread in the order of the numbers, so a number is Lucene's own, and the same vectors give the same
 * graphs.
 */
final class GraphNearest implements Nearest {
    private static final String VECTOR = "vector";
    private static final int SEGMENT = 10_000;

    /** Candidates on the way: more find more and take longer. */
    private static final int CANDIDATES = 200;

    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    private GraphNearest(Directory directory, DirectoryReader reader) {
        this.directory = directory;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
    }

    /**
     * Makes the graph in a new folder.
     *
     * @param vectors hands over all vectors, as {@link IndexParts#vectors}
     */
    static void build(Path folder, Consumer<BiConsumer<Integer, float[]>> vectors) {
        IndexWriterConfig config = new IndexWriterConfig()
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                .setMergePolicy(NoMergePolicy.INSTANCE)
                .setMaxBufferedDocs(SEGMENT)
                .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH)
                .setUseCompoundFile(false);
        try (Directory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, config)) {
            vectors.accept((number, vector) -> add(writer, vector));
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written", e);
        }
    }

    private static void add(IndexWriter writer, float[] vector) {
        Document document = new Document();
        document.add(new KnnFloatVectorField(VECTOR, vector.clone(), VectorSimilarityFunction.DOT_PRODUCT));
        try {
            writer.addDocument(document);
        } catch (IOException e) {
            throw new UncheckedIOException("a graph cannot be written", e);
        }
    }

    static GraphNearest open(Path folder) {
        try {
            Directory directory = FSDirectory.open(folder);
            return new GraphNearest(directory, DirectoryReader.open(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    /** How many vectors it leads to. */
    int size() {
        return reader.numDocs();
    }

    @Override
    public List<Found> find(float[] query, int most) {
        List<Found> found = new ArrayList<>();
        try {
            KnnFloatVectorQuery nearest = new KnnFloatVectorQuery(VECTOR, query, Math.max(CANDIDATES, most));
            for (ScoreDoc hit : searcher.search(nearest, most).scoreDocs) {
                found.add(new Found(hit.doc, 2 * hit.score - 1)); // Lucene's score is (1 + cosine) / 2
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a graph cannot be read", e);
        }
        return found;
    }

    @Override
    public float[] vector(int number) {
        try {
            LeafReaderContext part = reader.leaves().get(ReaderUtil.subIndex(number, reader.leaves()));
            FloatVectorValues values = part.reader().getFloatVectorValues(VECTOR);
            if (values.advance(number - part.docBase) != number - part.docBase) {
                throw new IllegalArgumentException("no vector " + number);
            }
            return values.vectorValue().clone();
        } catch (IOException e) {
            throw new UncheckedIOException("a graph cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a graph", e);
        }
    }
}
