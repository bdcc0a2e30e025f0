import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useSession } from "../../api/session.ts";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { StationPicker } from "../import/StationPicker.tsx";
import { writableAgencies } from "../import/stations.ts";
import { useThings } from "../telemetry/queries.ts";
import styles from "./devices.module.css";
import { type NewDevice, useCreateDevice } from "./queries.ts";
import { SecretOnce } from "./SecretOnce.tsx";

const USER_NAME = /^[a-z0-9][a-z0-9_.-]{2,59}$/;

/** Makes a device for some stations and shows its secret once. */
export function NewDeviceCard() {
  const t = useT();
  const create = useCreateDevice();
  const [userName, setUserName] = useState("");
  const [things, setThings] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<NewDevice | null>(null);
  const nameError = tried && !USER_NAME.test(userName) ? t("devices.nameForm") : undefined;
  const noStation = tried && things.length === 0;

  function save(): void {
    setTried(true);
    if (!USER_NAME.test(userName) || things.length === 0) return;
    create.mutate(
      { userName, things },
      {
        onSuccess: (device) => {
          setMade(device);
          setUserName("");
          setThings([]);
          setTried(false);
        },
      },
    );
  }
  return (
    <Card title={t("devices.new")} note={t("devices.newNote")}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={t("devices.name")}
          hint={t("devices.nameHint")}
          value={userName}
          error={nameError}
          maxLength={60}
          autoComplete="off"
          onChange={setUserName}
        />
        <StationChoice chosen={things} onChange={setThings} />
        {noStation && <p className={styles.error}>{t("devices.noStation")}</p>}
        {create.isError && <ErrorState {...errorView(create.error, t)} />}
        <div>
          <Button type="submit" kind="primary" icon="plus" busy={create.isPending}>
            {t("devices.create")}
          </Button>
        </div>
      </form>
      <SecretOnce
        title={t("devices.secretTitle", { name: made?.userName ?? "" })}
        secret={made?.secret ?? null}
        onClose={() => setMade(null)}
      >
        <p className={styles.quiet}>{t("devices.secretHow", { name: made?.userName ?? "" })}</p>
        <pre className={styles.sample}>dothi/&lt;{t("devices.topicStation")}&gt;/pm25</pre>
      </SecretOnce>
    </Card>
  );
}

/** Stations one after the other; those chosen stand above and can be taken away. */
function StationChoice({ chosen, onChange }: { chosen: string[]; onChange: (codes: string[]) => void }) {
  const t = useT();
  const { locale } = useLocale();
  const things = useThings();
  const agencies = writableAgencies(useSession().data?.account);
  const nameOf = (code: string) => {
    const thing = things.data?.find((one) => one.code === code);
    return thing ? (locale === "vi" ? thing.nameVi : thing.nameEn) : code;
  };
  return (
    <div className={styles.stack}>
      {/* A fresh search after each pick. */}
      <StationPicker
        key={chosen.length}
        label={t("devices.stations")}
        things={(things.data ?? []).filter(({ code }) => !chosen.includes(code))}
        agencies={agencies}
        picked={null}
        onPick={(code) => onChange([...chosen, code])}
      />
      {chosen.length > 0 && (
        <ul className={styles.chosen}>
          {chosen.map((code) => (
            <li key={code}>
              <span>
                {nameOf(code)} <code>{code}</code>
              </span>
              <IconButton
                icon="close"
                size="small"
                label={t("devices.dropStation", { name: nameOf(code) })}
                onPress={() => onChange(chosen.filter((other) => other !== code))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
