package dev.coffer.auth.config;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.config.SettingInputs.FilterInput;
import dev.coffer.auth.config.SettingInputs.RollbackInput;
import dev.coffer.auth.config.SettingInputs.SetInput;
import dev.coffer.auth.config.SettingViews.SettingView;
import dev.coffer.auth.config.SettingViews.VersionView;
import dev.coffer.core.config.SettingRefusal;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingState;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code setting.graphqls}. */
@DgsComponent
class SettingFetcher {

    private final AdministerSettings settings;

    SettingFetcher(AdministerSettings settings) {
        this.settings = settings;
    }

    @DgsQuery
    SettingView setting(
            @InputArgument String key, @InputArgument @Nullable String tenant, DataFetchingEnvironment environment) {
        return SettingView.of(settings.one(Callers.caller(environment), key, tenant));
    }

    @DgsQuery
    Connection<SettingView> settings(
            @InputArgument @Nullable String tenant,
            @InputArgument @Nullable FilterInput filter,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        return settings.page(
                        Callers.caller(environment),
                        tenant,
                        filter == null ? null : filter.service(),
                        PageRequest.of(first, after, last, before),
                        environment.getSelectionSet().contains("totalCount"))
                .map(SettingView::of);
    }

    @DgsData(parentType = "Setting")
    Connection<VersionView> history(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        SettingView setting = Objects.requireNonNull(environment.<SettingView>getSource());
        return settings.history(setting.scope(), PageRequest.of(first, after, last, before))
                .map(VersionView::of);
    }

    @DgsMutation
    Object setSetting(@InputArgument SetInput input, DataFetchingEnvironment environment) {
        return answer(settings.set(Callers.caller(environment), input));
    }

    @DgsMutation
    Object rollbackSetting(@InputArgument RollbackInput input, DataFetchingEnvironment environment) {
        return answer(settings.rollback(Callers.caller(environment), input));
    }

    private static Object answer(SettingResult result) {
        return switch (result) {
            case SettingResult.Changed(SettingState state) -> SettingView.of(state);
            case SettingResult.Refused(SettingRefusal code, String message, String field) ->
                Refusal.of(code, message, "input." + field);
        };
    }
}
