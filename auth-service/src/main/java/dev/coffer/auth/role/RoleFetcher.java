package dev.coffer.auth.role;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.access.RoleSet;
import dev.coffer.auth.role.RoleInputs.AdoptInput;
import dev.coffer.auth.role.RoleInputs.DeleteInput;
import dev.coffer.auth.role.RoleInputs.SaveInput;
import dev.coffer.auth.role.RoleViews.ChangeView;
import dev.coffer.auth.role.RoleViews.ExplanationView;
import dev.coffer.auth.role.RoleViews.FindingView;
import dev.coffer.auth.role.RoleViews.RoleView;
import dev.coffer.auth.role.RoleViews.SetView;
import dev.coffer.auth.role.RoleViews.VersionView;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of {@code role.graphqls}. */
@DgsComponent
class RoleFetcher {

    private final FindRoles find;
    private final ChangeRoles change;
    private final ExplainAccess explain;

    RoleFetcher(FindRoles find, ChangeRoles change, ExplainAccess explain) {
        this.find = find;
        this.change = change;
        this.explain = explain;
    }

    @DgsQuery
    Connection<RoleView> roles(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return find.page(Callers.caller(environment), PageRequest.of(first, after, last, before), isCounted)
                .map(RoleView::of);
    }

    @DgsQuery
    RoleView role(@InputArgument String name, DataFetchingEnvironment environment) {
        return RoleView.of(find.one(Callers.caller(environment), name));
    }

    @DgsData(parentType = "Role")
    List<FindingView> findings(DataFetchingEnvironment environment) {
        RoleView role = Objects.requireNonNull(environment.<RoleView>getSource());
        return role.found().of(role.name()).stream().map(FindingView::of).toList();
    }

    @DgsQuery
    List<SetView> roleSets() {
        return Stream.of(RoleSet.values()).map(SetView::of).toList();
    }

    @DgsQuery
    Connection<VersionView> rolesHistory(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        return find.history(Callers.caller(environment), PageRequest.of(first, after, last, before))
                .map(VersionView::of);
    }

    @DgsQuery
    boolean can(@InputArgument String urn, DataFetchingEnvironment environment) {
        return explain.can(Callers.caller(environment), urn);
    }

    @DgsQuery
    ExplanationView explainAccess(
            @InputArgument String urn, @InputArgument String userId, DataFetchingEnvironment environment) {
        return ExplanationView.of(explain.explain(Callers.caller(environment), urn, userId));
    }

    @DgsMutation
    Object saveRole(@InputArgument SaveInput input, DataFetchingEnvironment environment) {
        return answer(change.change(Callers.caller(environment), input.toChange()));
    }

    @DgsMutation
    Object deleteRole(@InputArgument DeleteInput input, DataFetchingEnvironment environment) {
        return answer(change.change(Callers.caller(environment), input.toChange()));
    }

    @DgsMutation
    Object adoptRoleSet(@InputArgument AdoptInput input, DataFetchingEnvironment environment) {
        return answer(change.change(Callers.caller(environment), input.toChange()));
    }

    private static Object answer(RoleResult result) {
        return switch (result) {
            case RoleResult.Changed changed -> ChangeView.of(changed);
            case RoleResult.Refused(RefusalCode code, String message, String field) -> Refusal.of(code, message, field);
        };
    }
}
