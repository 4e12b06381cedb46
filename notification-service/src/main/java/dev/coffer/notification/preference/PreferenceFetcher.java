package dev.coffer.notification.preference;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.preference.PreferenceInputs.SaveInput;
import dev.coffer.notification.preference.UserPreferences.Topic;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code preference.graphqls}. */
@DgsComponent
class PreferenceFetcher {

    private final Preferences preferences;
    private final SavePreferences save;

    PreferenceFetcher(Preferences preferences, SavePreferences save) {
        this.preferences = preferences;
        this.save = save;
    }

    @GraphQlName("NotificationChoice")
    record ChoiceView(
            NotificationCategory category, NotificationChannel channel, boolean isWanted, boolean isChangeable) {}

    @GraphQlName("QuietHours")
    record QuietHoursView(String from, String until, String timeZone) {}

    @GraphQlName("NotificationPreferences")
    record PreferencesView(
            List<ChoiceView> choices, @Nullable QuietHoursView quietHours) {

        static PreferencesView of(UserPreferences preferences) {
            List<ChoiceView> choices = new ArrayList<>();
            for (NotificationCategory category : NotificationCategory.values()) {
                for (NotificationChannel channel : NotificationChannel.values()) {
                    choices.add(new ChoiceView(
                            category,
                            channel,
                            preferences.isWanted(new Topic(category, channel)),
                            UserPreferences.isChangeable(category)));
                }
            }
            QuietHours quiet = preferences.quietHours();
            return new PreferencesView(
                    choices,
                    quiet == null
                            ? null
                            : new QuietHoursView(
                                    quiet.from().toString(),
                                    quiet.until().toString(),
                                    quiet.zone().getId()));
        }
    }

    @DgsQuery(field = "preferences")
    PreferencesView own(DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return PreferencesView.of(preferences.find(null, caller.tenantId(), caller.userId()));
    }

    @DgsMutation
    Object savePreferences(@InputArgument SaveInput input, DataFetchingEnvironment environment) {
        return switch (save.save(Callers.caller(environment), input.toChange())) {
            case PreferenceResult.Saved(UserPreferences saved) -> PreferencesView.of(saved);
            case PreferenceResult.Refused(PreferenceRefusal code, String field) ->
                Refusal.of(code, code.meaning(), field);
        };
    }
}
