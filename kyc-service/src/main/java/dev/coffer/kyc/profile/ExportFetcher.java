package dev.coffer.kyc.profile;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.kyc.export.ExportLinks;
import dev.coffer.kyc.person.PersonalData;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;

/** The field of {@code export.graphqls}. */
@DgsComponent
class ExportFetcher {

    private static final int MAX_REASON = 1_000;

    private final RequestExport requestExport;

    ExportFetcher(RequestExport requestExport) {
        this.requestExport = requestExport;
    }

    record RequestKycExportInput(String userId, String reason) {}

    @GraphQlName("KycExport")
    record ExportView(String path, Instant expiresAt) {

        @Override
        public String toString() {
            return "ExportView[until " + expiresAt + "]";
        }
    }

    @DgsMutation
    ExportView requestKycExport(@InputArgument RequestKycExportInput input, DataFetchingEnvironment environment) {
        ExportLinks.ExportLink link =
                requestExport.request(Callers.caller(environment), input.userId(), reason(input.reason()));
        return new ExportView(link.path(), link.expiresAt());
    }

    private static String reason(String typed) {
        try {
            return PersonalData.text(typed, MAX_REASON);
        } catch (IllegalArgumentException wrong) {
            throw CodedException.invalid("input.reason", String.valueOf(wrong.getMessage()));
        }
    }
}
