package dev.coffer.kyc.screening.list;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** {@link ListFiles} in the collection {@code sanctions_files}, a piece of a file in each document. */
final class MongoListFiles implements ListFiles, DeclaresIndexes {

    private static final String COLLECTION = "sanctions_files";
    private static final String IMPORT_ID = "importId";
    private static final String UPLOAD = "upload";
    private static final String NUMBER = "n";
    private static final String DATA = "data";
    private static final int PIECE = 1 << 20;

    private final MongoCollection<Document> pieces;

    MongoListFiles(MongoDatabase database) {
        this.pieces = database.getCollection(COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                        COLLECTION,
                        "sanctions_files_piece",
                        Indexes.ascending(TenantCollection.TENANT_ID, IMPORT_ID, UPLOAD, NUMBER))
                .unique());
    }

    @Override
    public long keep(String tenantId, String importId, String upload, InputStream file, long most) throws IOException {
        long kept = 0;
        for (int number = 0; kept <= most; number++) {
            byte[] piece = file.readNBytes(PIECE);
            if (piece.length == 0) {
                break;
            }
            kept += piece.length;
            pieces.insertOne(new Document(TenantCollection.TENANT_ID, tenantId)
                    .append(IMPORT_ID, importId)
                    .append(UPLOAD, upload)
                    .append(NUMBER, number)
                    .append(DATA, new Binary(piece)));
        }
        return kept;
    }

    @Override
    public InputStream open(String tenantId, String importId, String upload) {
        return new SequenceInputStream(new Enumeration<>() {

            private int number;
            private @Nullable Binary next = read();

            private @Nullable Binary read() {
                Document piece = pieces.find(Filters.and(
                                of(tenantId, importId), Filters.eq(UPLOAD, upload), Filters.eq(NUMBER, number++)))
                        .first();
                return piece == null ? null : piece.get(DATA, Binary.class);
            }

            @Override
            public boolean hasMoreElements() {
                return next != null;
            }

            @Override
            public InputStream nextElement() {
                Binary piece = next;
                if (piece == null) {
                    throw new NoSuchElementException();
                }
                next = read();
                return new ByteArrayInputStream(piece.getData());
            }
        });
    }

    @Override
    public void delete(String tenantId, String importId) {
        pieces.deleteMany(of(tenantId, importId));
    }

    private static Bson of(String tenantId, String importId) {
        return Filters.and(Filters.eq(TenantCollection.TENANT_ID, tenantId), Filters.eq(IMPORT_ID, importId));
    }
}
