package generate

import "strings"

var (
	actorFirst  = strings.Fields("Amber Birch Cobalt Delta Ember Fjord Granite Harbor Indigo Juniper Kestrel Lagoon Marble Nimbus Onyx Pioneer Quartz Raven Saffron Tundra Umber Vortex Willow Xenon Yarrow Zephyr")
	actorSecond = strings.Fields("Bank Bridge Capital Collective Exchange Finance Foundation Group Guild Holdings Labs League Markets Network Partners Pay Protocol Ring Society Swap Team Trust Union Vault Wallet Works")
	publishers  = strings.Split("Daily Ledger,Chain Gazette,Harbor Times,Morning Record,Coast Courier,Northern Post,Market Observer,Public Register,Court Bulletin,Security Notes,Evening Standard Wire,Tracing Review", ",")
	assets      = strings.Fields("ETH BTC USDC USDT BNB SOL")
	chains      = strings.Fields("ethereum bitcoin bnb-smart-chain solana tron polygon arbitrum")
	techniques  = strings.Fields("reentrancy flash-loan phishing key-compromise bridge-exploit oracle-manipulation insider-access malware sim-swap supply-chain governance-takeover rounding-error")
	sectors     = strings.Fields("exchange bridge defi wallet mixer payments")
	countries   = strings.Fields("US GB DE FR JP KR SG CH NL CA AU BR IN KP RU CN HK EE UA AE")
	tags        = strings.Fields("custody audit insurance bounty negotiation class-action extradition whistleblower testnet upgrade migration airdrop lending staking staff cloud vendor multisig wallet-drain relayer")
	common      = strings.Fields("the of and to in a was for on by with that from at an it as had were which after over before who its no not two said when about between")
	endings     = strings.Fields("s ed ing er ers ion ions al ally ment ness less able ous ity")
	words1      = strings.Fields(`account address advance agent agree alert amount appeal approve arrest asset attack audit authority balance bank batch block board bond branch breach bridge broker build burn buyer capital case chain charge claim clerk client clock code coin collect company complaint confirm console contract control convert counsel court crew custody customer cycle damage deadline deal debt decision delay deposit desk detail detect device digit director document dollar door draft drain email engineer enter entry error escrow estate event evidence exchange expert export factor failure fee field figure file filing filter firm fix flaw flow forensic form fortune freeze front fund gap gate gateway grant group guard handle harbor hash hearing hold holder host hour house identity image index input inquiry insider interest invoice island issue issuer judge jury key label law lawyer layer leak ledger legal lender letter level licence limit link list loan lock log loss machine manager margin market measure member message method minute mirror mixer model module monitor month motion move network night node note notice number offer office officer operator oracle order origin outflow output owner package page panel parent partner party password patch path pattern payment payroll penalty period permit person phone place plan plea pledge point police policy pool portal position post power press price print process profit program promise proof protocol public purchase quarter query question queue rate reader receipt record recover refund region register relay release remote repair reply report request rescue reserve reset response result return review reward right risk root route rule safe sale sample sanction scheme screen script season seat second secret section seed seizure seller sentence series server service session settle share shift ship signal signature site slot software source speaker staff stage stake state station step stock stolen store stream street study summons supply support suspect switch system table target tax team teller term test theft thread ticket time title token tool total trace track trade trail transfer treasury trial trust tunnel unit update upgrade user validator value vault vendor verdict version victim vote wage wallet warning warrant watch week window wire witness word worker year zone`)
)

const config = `title: A made-up record
tagline: Drawn by lot, for measuring
description: A record of incidents that never happened, made to measure how fast a real one would be.
base_url: https://record.example/
publisher: Nobody
licence: {name: CC0 1.0, url: "https://creativecommons.org/publicdomain/zero/1.0/"}
vocabularies:
  types:
    theft: {label: Theft, plural: Thefts, definition: Money taken by somebody without a right to it.}
    fraud: {label: Fraud, plural: Frauds, definition: Owners were deceived.}
    freeze: {label: Freeze, plural: Freezes, definition: Money kept from moving.}
    seizure: {label: Seizure, plural: Seizures, definition: Money taken by an authority.}
    sanction: {label: Sanction, plural: Sanctions, definition: Put on a list.}
    settlement: {label: Settlement, plural: Settlements, definition: Ended by agreement.}
    conviction: {label: Conviction, plural: Convictions, definition: A court found guilt.}
    recovery: {label: Recovery, plural: Recoveries, definition: Money came back.}
    ransomware: {label: Ransomware, plural: Ransomware, definition: Held hostage for payment.}
  techniques:
    reentrancy: {label: Reentrancy, definition: A contract is entered again before it has finished.}
    flash-loan: {label: Flash loan, definition: A loan taken and paid back in one transaction.}
    phishing: {label: Phishing, definition: A message that passes itself off as another's.}
    key-compromise: {label: Key compromise, definition: A signing key in the wrong hands.}
    bridge-exploit: {label: Bridge exploit, definition: A bridge let out what never went in.}
    oracle-manipulation: {label: Oracle manipulation, definition: A price feed made to say what suits.}
    insider-access: {label: Insider access, definition: Somebody inside used their access.}
    malware: {label: Malware, definition: A program on the victim's machine.}
    sim-swap: {label: SIM swap, definition: A phone number moved to another card.}
    supply-chain: {label: Supply chain, definition: A part from elsewhere was tampered with.}
    governance-takeover: {label: Governance takeover, definition: Votes bought or borrowed.}
    rounding-error: {label: Rounding error, definition: Fractions that add up.}
  chains:
    ethereum: {label: Ethereum}
    bitcoin: {label: Bitcoin}
    bnb-smart-chain: {label: BNB Smart Chain}
    solana: {label: Solana}
    tron: {label: TRON}
    polygon: {label: Polygon}
    arbitrum: {label: Arbitrum}
  sectors:
    exchange: {label: Exchanges}
    bridge: {label: Bridges}
    defi: {label: DeFi}
    wallet: {label: Wallets}
    mixer: {label: Mixers}
    payments: {label: Payments}
`

const aboutPage = `---
title: About this record
summary: A record of incidents that never happened, made to measure how fast a real one would be.
---

Everything here was drawn by lot.
`

const sharedSources = `yearbook: {url: "https://yearbook.example/2026", title: Yearbook of matters that never happened, publisher: Public Register, date: 2026, kind: research}
`
