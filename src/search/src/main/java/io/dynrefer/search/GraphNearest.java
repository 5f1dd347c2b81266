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
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Follows a graph of near vectors (HNSW, Malkov and Yashunin 2018) that Lucene keeps in files. One segment, made by one
 * thread in the order of the numbers: the same vectors give the same graph.
 */
final class GraphNearest implements Nearest {
    private static final String VECTOR = "vector";
    private static final String NUMBER = "number";
    private static final double MEMORY_MEBIBYTES = 128; // of vectors before a segment is written

    /** Candidates on the way: more find more and take longer. */
    private static final int CANDIDATES = 100;

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
                .setMergePolicy(new LogDocMergePolicy()) // keeps the order
                .setMergeScheduler(new SerialMergeScheduler())
                .setRAMBufferSizeMB(MEMORY_MEBIBYTES)
                .setUseCompoundFile(false);
        try (Directory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, config)) {
            vectors.accept((number, vector) -> add(writer, number, vector));
            writer.forceMerge(1);
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written", e);
        }
    }

    private static void add(IndexWriter writer, int number, float[] vector) {
        Document document = new Document();
        document.add(new KnnFloatVectorField(VECTOR, vector.clone(), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new NumericDocValuesField(NUMBER, number));
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
                found.add(new Found(number(hit.doc), 2 * hit.score - 1)); // Lucene's score is (1 + cosine) / 2
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a graph cannot be read", e);
        }
        return found;
    }

    private int number(int document) throws IOException {
        NumericDocValues numbers = reader.leaves().get(0).reader().getNumericDocValues(NUMBER);
        if (!numbers.advanceExact(document)) {
            throw new IOException("document " + document + " has no number");
        }
        return (int) numbers.longValue();
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
