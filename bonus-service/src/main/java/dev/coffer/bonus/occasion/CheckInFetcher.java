package dev.coffer.bonus.occasion;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.bonus.award.BonusView;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.player.Devices;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.identity.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code check-in.graphqls}. */
@DgsComponent
class CheckInFetcher {

    private final CheckIn checkIn;
    private final Calendars calendars;
    private final Clock clock;

    CheckInFetcher(CheckIn checkIn, Calendars calendars, Clock clock) {
        this.checkIn = checkIn;
        this.calendars = calendars;
        this.clock = clock;
    }

    @GraphQlName("BonusCalendar")
    record CalendarView(String zone, String today, Instant tomorrowAt) {}

    record CheckInInput(@Nullable String deviceId, String idempotencyKey) {

        void require() {
            FieldChecks checks = new FieldChecks();
            checks.read("input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
            checks.read("input.deviceId", () -> Devices.checked(deviceId));
            checks.require();
        }
    }

    @GraphQlName("CheckIn")
    record CheckInView(String day, int daysInARow, List<BonusView> bonuses) {

        static CheckInView of(CheckIn.Noted noted) {
            return new CheckInView(
                    noted.day().toString(),
                    noted.daysInARow(),
                    noted.given().stream().map(BonusView::of).toList());
        }
    }

    @DgsQuery
    CalendarView bonusCalendar(DgsDataFetchingEnvironment environment) {
        String tenantId = Callers.caller(environment).tenantId();
        LocalDate today = calendars.day(tenantId, clock.instant());
        return new CalendarView(
                calendars.zone(tenantId).getId(), today.toString(), calendars.start(tenantId, today.plusDays(1)));
    }

    @DgsMutation
    Object checkIn(@InputArgument CheckInInput input, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        input.require();
        return CheckInView.of(
                checkIn.note(caller.tenantId(), caller.userId(), input.idempotencyKey(), input.deviceId()));
    }
}
