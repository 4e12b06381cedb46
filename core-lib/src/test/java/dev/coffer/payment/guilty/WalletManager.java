package dev.coffer.payment.guilty;

final class WalletManager {}
