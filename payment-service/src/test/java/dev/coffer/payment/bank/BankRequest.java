package dev.coffer.payment.bank;

import dev.coffer.payment.Customer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Something that a user asks for, the same at every try.
 *
 * @param operation the mutation's name
 * @param key for its idempotency, and the request's own name in the test
 */
record BankRequest(String operation, String key, String document, Map<String, Object> input, String token) {

    private static final String DEPOSIT = document("deposit", "DepositInput", "Deposit");
    private static final String PAY = document("transferFunds", "TransferFundsInput", "Transfer");
    private static final String HOLD = document("holdFunds", "HoldFundsInput", "Hold");
    private static final String CAPTURE = document("captureHold", "CaptureHoldInput", "Hold");
    private static final String VOID = document("voidHold", "VoidHoldInput", "Hold");
    private static final String OPEN = document("openWallet", "OpenWalletInput", "Wallet");
    private static final String CURRENCY = "EUR";

    private static String document(String operation, String input, String type) {
        return "mutation($input: " + input + "!) { " + operation + "(input: $input) { __typename ... on " + type
                + " { id } ... on Refusal { code } } }";
    }

    /** Needs no key: who has a wallet is given that one. */
    static BankRequest open(String token) {
        return new BankRequest("openWallet", UUID.randomUUID().toString(), OPEN, Map.of("currency", CURRENCY), token);
    }

    static BankRequest deposit(BankUser user, String amount) {
        return of("deposit", DEPOSIT, user, Map.of("walletId", user.walletId(), "amount", euros(amount)));
    }

    static BankRequest pay(BankUser user, BankUser payee, String amount) {
        return of("transferFunds", PAY, user, Map.of("toUserId", payee.userId(), "amount", euros(amount)));
    }

    static BankRequest hold(BankUser user, BankUser payee, String amount) {
        return of("holdFunds", HOLD, user, Map.of("toUserId", payee.userId(), "amount", euros(amount)));
    }

    static BankRequest capture(BankUser payee, String holdId, String amount) {
        return of("captureHold", CAPTURE, payee, Map.of("holdId", holdId, "amount", euros(amount)));
    }

    static BankRequest voidHold(BankUser payee, String holdId) {
        return of("voidHold", VOID, payee, Map.of("holdId", holdId));
    }

    private static BankRequest of(String operation, String document, BankUser user, Map<String, Object> input) {
        String key = UUID.randomUUID().toString();
        Map<String, Object> all = new HashMap<>(input);
        all.put("idempotencyKey", key);
        return new BankRequest(operation, key, document, Map.copyOf(all), user.token());
    }

    private static Map<String, ?> euros(String amount) {
        return Customer.money(amount, CURRENCY);
    }
}
