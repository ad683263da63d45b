package io.equipoise.coordinator.policy.memory;

import java.util.List;

/**
 * Share-based memory allocation in which an idle page costs more than an active one (Carl A. Waldspurger, Memory Resource
 * Management in VMware ESX Server, OSDI 2002, section 5.2). Any unit of memory.
 */
final class IdleTax {
    /** Halvings of the price at which the search for it ends: doubles tell no more apart. */
    private static final int HALVINGS = 200;

    private final double idleCost;

    /** @param rate the largest part of the idle memory that may be taken, from 0 (shares alone) to less than 1 */
    IdleTax(double rate) {
        this.idleCost = 1 / (1 - rate);
    }

    /** What a client holds shares for, its active memory, and the bounds of what it gets. */
    record Client(double shares, double active, double minimum, double maximum) {}

    /** The adjusted shares-per-page ratio ρ = S / (P · (f + k · (1 − f))) of S shares and P pages, of which f are active. */
    double sharesPerPage(double shares, double pages, double activeFraction) {
        return shares / (pages * (activeFraction + idleCost * (1 - activeFraction)));
    }

    /** Divides an amount so that all clients within their bounds come out at the same ratio; at least the minima. */
    double[] divide(double amount, List<Client> clients) {
        // The price is 1 / ρ: what one share buys. At the dearest every client has its maximum.
        double low = 0;
        double high = clients.stream()
                .mapToDouble(client -> cost(client, client.maximum) / client.shares)
                .max()
                .orElse(0);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (sum(middle, clients) > amount) {
                high = middle;
            } else {
                low = middle;
            }
        }
        double price = sum(high, clients) <= amount ? high : low;
        return clients.stream().mapToDouble(client -> bought(client, price)).toArray();
    }

    private double sum(double price, List<Client> clients) {
        return clients.stream().mapToDouble(client -> bought(client, price)).sum();
    }

    /** What so many pages cost: the active ones one each, the others the idle cost. */
    private double cost(Client client, double pages) {
        return Math.min(pages, client.active) + idleCost * Math.max(0, pages - client.active);
    }

    private double bought(Client client, double price) {
        double money = client.shares * price;
        double pages = money <= client.active ? money : client.active + (money - client.active) / idleCost;
        return Math.max(client.minimum, Math.min(client.maximum, pages));
    }
}
