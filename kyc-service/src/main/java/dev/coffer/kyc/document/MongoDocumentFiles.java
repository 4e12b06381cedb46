package dev.coffer.kyc.document;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.GridFSUploadStream;
import com.mongodb.client.gridfs.model.GridFSUploadOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.bson.BsonObjectId;
import org.bson.Document;
import org.bson.types.ObjectId;

/** {@link DocumentFiles} in GridFS, in the collections {@code document_files.files} and {@code document_files.chunks}. */
final class MongoDocumentFiles implements DocumentFiles, DeclaresIndexes {

    static final String BUCKET = "document_files";
    private static final String FILES = BUCKET + ".files";
    private static final String CHUNKS = BUCKET + ".chunks";
    private static final String FILES_ID = "files_id";
    /** Several copies of a chunk are in memory while it is written. */
    private static final int CHUNK_BYTES = 128 << 10;

    /** Chunks that are written at once: uploads leave connections to everything else. */
    private static final int WRITES_AT_ONCE = 16;

    private final Semaphore writes = new Semaphore(WRITES_AT_ONCE);
    private final MongoDatabase database;
    private final GridFSBucket bucket;

    MongoDocumentFiles(MongoDatabase database) {
        this.database = database;
        this.bucket = GridFSBuckets.create(database, BUCKET);
    }

    /** As the driver makes them where they are missing, under its names. */
    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(FILES, "filename_1_uploadDate_1", Indexes.ascending("filename", "uploadDate")),
                IndexDeclaration.on(CHUNKS, "files_id_1_n_1", Indexes.ascending(FILES_ID, "n"))
                        .unique());
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public Incoming write(String fileId, Paper paper) {
        GridFSUploadStream stream = bucket.openUploadStream(
                new BsonObjectId(new ObjectId(fileId)),
                paper.id(),
                new GridFSUploadOptions()
                        .chunkSizeBytes(CHUNK_BYTES)
                        .metadata(new Document(TenantCollection.TENANT_ID, paper.tenantId())));
        return new Incoming() {

            @Override
            public OutputStream body() {
                return inTurn(stream);
            }

            @Override
            public void keep() {
                stream.close();
            }
        };
    }

    private OutputStream inTurn(OutputStream stream) {
        return new OutputStream() {

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                writes.acquireUninterruptibly();
                try {
                    stream.write(bytes, offset, length);
                } finally {
                    writes.release();
                }
            }
        };
    }

    @Override
    public InputStream read(String fileId) {
        return bucket.openDownloadStream(new ObjectId(fileId));
    }

    @Override
    public void delete(String fileId) {
        ObjectId id = new ObjectId(fileId);
        database.getCollection(FILES).deleteOne(Filters.eq("_id", id));
        database.getCollection(CHUNKS).deleteMany(Filters.eq(FILES_ID, id));
    }
}
