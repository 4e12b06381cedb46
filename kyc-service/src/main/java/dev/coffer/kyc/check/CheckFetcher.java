package dev.coffer.kyc.check;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code check.graphqls}, for reviewers. */
@DgsComponent
class CheckFetcher {

    private final Checks checks;

    CheckFetcher(Checks checks) {
        this.checks = checks;
    }

    @GraphQlName("KycCheck")
    record CheckView(
            String id,
            CheckKind kind,
            CheckState state,
            List<CheckReason> reasons,
            List<String> documentIds,
            String provider,
            Instant createdAt,
            @Nullable Instant decidedAt) {

        static CheckView of(Check check) {
            Check.Subject subject = check.subject();
            Check.Decided decided = check instanceof Check.Decided one ? one : null;
            return new CheckView(
                    subject.id(),
                    subject.kind(),
                    check.state(),
                    decided == null ? List.of() : decided.reasons(),
                    subject.documentIds(),
                    subject.provider(),
                    subject.createdAt(),
                    decided == null ? null : decided.at());
        }
    }

    @DgsQuery
    Connection<CheckView> kycChecks(
            @InputArgument String userId,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        return checks.ofUser(Callers.caller(environment).tenantId(), userId, PageRequest.of(first, after, last, before))
                .map(CheckView::of);
    }
}
