package dev.coffer.kyc.document;

import dev.coffer.kyc.export.EveryPage;
import dev.coffer.kyc.export.PersonalFiles;
import dev.coffer.kyc.export.PersonalRecords;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** What a person has sent, and the files, opened one after the other. */
final class DocumentRecords implements PersonalRecords, PersonalFiles {

    private final Documents documents;
    private final SealedFiles files;

    DocumentRecords(Documents documents, SealedFiles files) {
        this.documents = documents;
        this.files = files;
    }

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public void tell(String tenantId, String userId, Consumer<Object> record) {
        EveryPage.of(page -> documents.ofUser(tenantId, userId, page).map(DocumentViews.DocumentView::of), record);
    }

    @Override
    public void each(String tenantId, String userId, Taker taker) throws IOException {
        for (KycDocument document : documents.ofUser(tenantId, userId)) {
            Content content = document.file();
            if (content != null) {
                String name = document.paper().id() + "." + content.type().extension();
                try (InputStream bytes = files.read(document.paper(), content)) {
                    taker.take(name, bytes);
                }
            }
        }
    }
}
