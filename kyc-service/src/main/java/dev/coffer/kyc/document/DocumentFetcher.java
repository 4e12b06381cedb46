package dev.coffer.kyc.document;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.kyc.document.DocumentViews.DocumentView;
import dev.coffer.kyc.person.PersonalData;
import graphql.schema.DataFetchingEnvironment;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code document.graphqls}. */
@DgsComponent
class DocumentFetcher {

    private static final String DOCUMENT = "input.documentId";
    private static final int MAX_REASON = 1_000;

    private final Documents documents;
    private final RequestUpload requestUpload;
    private final ConfirmDocument confirmDocument;
    private final DecideDocument decideDocument;
    private final ReadDocuments readDocuments;

    DocumentFetcher(
            Documents documents,
            RequestUpload requestUpload,
            ConfirmDocument confirmDocument,
            DecideDocument decideDocument,
            ReadDocuments readDocuments) {
        this.documents = documents;
        this.requestUpload = requestUpload;
        this.confirmDocument = confirmDocument;
        this.decideDocument = decideDocument;
        this.readDocuments = readDocuments;
    }

    record RequestDocumentUploadInput(
            DocumentType type,
            @Nullable DocumentSide side,
            @Nullable String country,
            @Nullable String number,
            @Nullable String issuedOn,
            @Nullable String expiresOn) {

        /** @throws CodedException INVALID_INPUT with all that is wrong, and none of the values */
        RequestUpload.Announced parse() {
            FieldChecks checks = new FieldChecks();
            String from = country;
            String printed = number;
            String day = expiresOn;
            String land = from == null ? null : checks.read("input.country", () -> PersonalData.country(from));
            String digits = printed == null
                    ? null
                    : checks.read("input.number", () -> PersonalData.text(printed, Paper.MAX_NUMBER));
            LocalDate until = day == null ? null : checks.read("input.expiresOn", () -> date(day));
            String issue = issuedOn;
            LocalDate issued = issue == null ? null : checks.read("input.issuedOn", () -> date(issue));
            checks.require();
            DocumentSide shown = Objects.requireNonNullElse(side, DocumentSide.FRONT);
            return new RequestUpload.Announced(type, shown, land, digits, issued, until);
        }

        private static LocalDate date(String typed) {
            try {
                return LocalDate.parse(typed);
            } catch (DateTimeException wrong) {
                throw new IllegalArgumentException("It must be a date such as 2030-02-28.", wrong);
            }
        }

        @Override
        public String toString() {
            return "RequestDocumentUploadInput[" + type + "]";
        }
    }

    record DocumentInput(String documentId) {}

    record DecideDocumentInput(
            String userId,
            String documentId,
            boolean accept,
            @Nullable String reason) {}

    @DgsQuery
    Connection<DocumentView> myKycDocuments(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return documents
                .ofUser(caller.tenantId(), caller.userId(), PageRequest.of(first, after, last, before))
                .map(DocumentView::of);
    }

    @DgsQuery
    @Nullable
    DocumentView myKycDocument(@InputArgument String id, DataFetchingEnvironment environment) {
        KycDocument found = readDocuments.own(Callers.caller(environment), id);
        return found == null ? null : DocumentView.of(found);
    }

    @DgsQuery
    Connection<DocumentView> kycDocuments(
            @InputArgument String userId,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        return documents
                .ofUser(Callers.caller(environment).tenantId(), userId, PageRequest.of(first, after, last, before))
                .map(DocumentView::of);
    }

    @DgsQuery
    @Nullable
    DocumentView kycDocument(@InputArgument String id, DataFetchingEnvironment environment) {
        KycDocument found = readDocuments.any(Callers.caller(environment), id);
        return found == null ? null : DocumentView.of(found);
    }

    @DgsMutation
    Object requestDocumentUpload(@InputArgument RequestDocumentUploadInput input, DataFetchingEnvironment environment) {
        return DocumentViews.answer(requestUpload.request(Callers.caller(environment), input.parse()), "input");
    }

    @DgsMutation
    Object confirmDocument(@InputArgument DocumentInput input, DataFetchingEnvironment environment) {
        return DocumentViews.answer(confirmDocument.confirm(Callers.caller(environment), input.documentId()), DOCUMENT);
    }

    @DgsMutation
    Object requestDocumentDownload(@InputArgument DocumentInput input, DataFetchingEnvironment environment) {
        return DocumentViews.answer(readDocuments.linkToOwn(Callers.caller(environment), input.documentId()), DOCUMENT);
    }

    @DgsMutation
    Object requestDocumentReview(@InputArgument DocumentInput input, DataFetchingEnvironment environment) {
        return DocumentViews.answer(
                readDocuments.linkForReview(Callers.caller(environment), input.documentId()), DOCUMENT);
    }

    @DgsMutation
    Object decideDocument(@InputArgument DecideDocumentInput input, DataFetchingEnvironment environment) {
        String reason = input.accept() ? null : reason(input.reason());
        return DocumentViews.answer(
                decideDocument.decide(Callers.caller(environment), input.userId(), input.documentId(), reason),
                DOCUMENT);
    }

    private static String reason(@Nullable String typed) {
        try {
            return PersonalData.text(typed == null ? "" : typed, MAX_REASON);
        } catch (IllegalArgumentException wrong) {
            throw CodedException.invalid("input.reason", String.valueOf(wrong.getMessage()));
        }
    }
}
