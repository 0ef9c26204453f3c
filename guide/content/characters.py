"""Chinese signs in their old and their simple form, so that both find the same words."""

_PAIRS = (
    "亞亚 來来 侖仑 係系 俠侠 倉仓 個个 側侧 傢家 傳传 傷伤 僕仆 價价 兌兑 兒儿 內内 兩两 劃划 劑剂 動动 勞劳 區区 "
    "卻却 厤历 厭厌 厲厉 參参 叢丛 唸念 問问 啞哑 喫吃 單单 噹当 嚴严 國国 埰采 報报 壓压 壯壮 夾夹 婦妇 媽妈 嬰婴 "
    "孫孙 學学 宮宫 寀采 實实 對对 導导 層层 崑昆 崙仑 師师 帶带 幹干 庫库 張张 強强 彈弹 彫雕 後后 復复 悶闷 應应 "
    "懸悬 戲戏 戶户 捨舍 採采 揚扬 損损 搖摇 摺折 撥拨 撫抚 撳揿 擔担 據据 擺摆 攢攒 數数 斷断 旂旗 時时 暈晕 曆历 "
    "會会 朮术 桿杆 條条 業业 極极 榦干 榮荣 樁桩 樑梁 標标 樞枢 機机 橫横 檯台 歷历 歸归 氣气 沖冲 涼凉 淵渊 減减 "
    "湧涌 湯汤 準准 溝沟 溫温 溼湿 滎荥 滾滚 滿满 漢汉 漸渐 漿浆 潰溃 澤泽 濕湿 濼泺 瀆渎 瀉泻 為为 無无 熱热 燒烧 "
    "燙烫 營营 牽牵 犢犊 狀状 狹狭 獨独 現现 琱雕 璣玑 環环 璿璇 產产 異异 當当 瘂哑 瘍疡 療疗 癒愈 癥症 發发 監监 "
    "盤盘 確确 祕秘 禍祸 稜棱 穀谷 窩窝 竅窍 竇窦 箇个 節节 範范 築筑 篩筛 簡简 紅红 紋纹 納纳 組组 結结 絕绝 絞绞 "
    "絡络 統统 絲丝 經经 綜综 維维 綱纲 緩缓 練练 緻致 縫缝 縮缩 縴纤 總总 織织 繫系 纖纤 羶膻 聞闻 聰聪 聲声 職职 "
    "聽听 脅胁 脈脉 脛胫 脫脱 脹胀 腎肾 腦脑 腫肿 腳脚 腸肠 膚肤 膽胆 臉脸 臍脐 臟脏 臨临 臺台 與与 舉举 華华 葉叶 "
    "葯药 蓋盖 蔘参 蕁荨 薈荟 薑姜 藥药 處处 虛虚 蟲虫 術术 衕同 衝冲 補补 裡里 製制 複复 襬摆 規规 視视 覺觉 觸触 "
    "訓训 託托 訪访 診诊 註注 証证 評评 詞词 試试 誌志 認认 語语 誤误 調调 論论 諾诺 證证 護护 變变 谿溪 豐丰 豬猪 "
    "貞贞 貧贫 責责 費费 貼贴 賓宾 質质 蹺跷 蹻跷 車车 軸轴 輒辄 輔辅 輸输 轉转 迴回 連连 週周 進进 運运 過过 適适 "
    "邊边 鄉乡 醣糖 醫医 釐厘 針针 鉅巨 錦锦 錶表 鍼针 鍾钟 鐘钟 鐵铁 長长 門门 閃闪 開开 間间 閤合 闆板 闌阑 闕阙 "
    "關关 陰阴 陽阳 隊队 際际 隨随 險险 隱隐 隻只 雜杂 雲云 電电 靈灵 靜静 韌韧 頂顶 項项 須须 領领 頜颌 頦颏 頭头 "
    "頰颊 頷颔 頸颈 額额 顖囟 顛颠 類类 顫颤 顱颅 顳颞 顴颧 風风 颱台 颳刮 飛飞 飲饮 飽饱 養养 馬马 驗验 髒脏 體体 "
    "髖髋 髮发 鬆松 鬚须 鬢鬓 魚鱼 鳩鸠 鵰雕 鶴鹤 麥麦 麴曲 麵面 麼么 黃黄 點点 齒齿 齡龄 齣出 齦龈 龍龙 "
)
"""The old form and the simple one: the signs of this library and of common words of medicine.

One sign stands for one sign, so that a place in one writing is the place in the other. Where two old
signs share a simple one (後 and 后, 鍾 and 鐘) a search takes them for the same.
"""

SIMPLE = {pair[0]: pair[1] for pair in _PAIRS.split()}
"""``{old form: simple form}``."""

_OLD = str.maketrans(SIMPLE)


def simplified(text: str) -> str:
    """``text`` in simple signs, of the same length."""
    return text if text.isascii() else text.translate(_OLD)
